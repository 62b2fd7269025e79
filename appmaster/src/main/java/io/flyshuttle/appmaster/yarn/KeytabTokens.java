// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delegation tokens by a keytab. The login is for this only: whatever else the ApplicationMaster
 * asks of file systems it asks with the same tokens as the workers, so that what is wrong with them
 * shows at once.
 */
final class KeytabTokens implements TokenSource {
  private static final Logger LOG = LoggerFactory.getLogger(KeytabTokens.class);

  private final String principal;
  private final String keytab;
  private final Set<URI> fileSystems;
  private final Configuration hadoop;
  private final List<Token<?>> obtained = new ArrayList<>();

  /**
   * @param principal whose tokens
   * @param keytab file with the keys of the principal
   * @param fileSystems those that tokens are wanted for
   * @param hadoop Hadoop's configuration
   */
  KeytabTokens(String principal, String keytab, Set<URI> fileSystems, Configuration hadoop) {
    this.principal = principal;
    this.keytab = keytab;
    this.fileSystems = Set.copyOf(fileSystems);
    this.hadoop = hadoop;
  }

  @Override
  public synchronized Fresh obtain() throws IOException {
    UserGroupInformation user = login();
    Credentials credentials = new Credentials();
    long expiryMillis = as(user, () -> obtain(user.getShortUserName(), credentials));
    obtained.addAll(credentials.getAllTokens());
    UserGroupInformation.getCurrentUser().addCredentials(credentials);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    credentials.writeTokenStorageToStream(new DataOutputStream(bytes));
    return new Fresh(bytes.toByteArray(), expiryMillis);
  }

  /** Fills {@code credentials}; returns when the first of them expires. */
  private long obtain(String renewer, Credentials credentials)
      throws IOException, InterruptedException {
    long expiryMillis = Long.MAX_VALUE;
    for (URI uri : fileSystems) {
      try (FileSystem fileSystem = FileSystem.newInstance(uri, hadoop)) {
        fileSystem.addDelegationTokens(renewer, credentials);
      }
    }
    for (Token<?> token : credentials.getAllTokens()) {
      if (token.isManaged()) {
        // a token does not say when it expires; who renews it is told
        expiryMillis = Math.min(expiryMillis, token.renew(hadoop));
      }
    }
    return expiryMillis;
  }

  @Override
  public synchronized void cancelAll() {
    try {
      as(
          login(),
          () -> {
            for (Token<?> token : obtained) {
              cancel(token);
            }
            return null;
          });
    } catch (IOException e) {
      LOG.warn("The session's tokens could not be cancelled; they expire by themselves", e);
    }
  }

  private void cancel(Token<?> token) throws InterruptedException {
    try {
      if (token.isManaged()) {
        token.cancel(hadoop);
      }
    } catch (IOException e) {
      LOG.debug("{} is gone already", token.getKind(), e);
    }
  }

  /** A login of its own: it does not become that of the process. */
  private UserGroupInformation login() throws IOException {
    return UserGroupInformation.loginUserFromKeytabAndReturnUGI(principal, keytab);
  }

  private static <T> T as(UserGroupInformation user, PrivilegedExceptionAction<T> action)
      throws IOException {
    try {
      return user.doAs(action);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
