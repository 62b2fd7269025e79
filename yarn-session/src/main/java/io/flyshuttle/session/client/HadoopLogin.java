// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.SecurityOptions;
import io.flyshuttle.protocol.launch.KerberosFile;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;
import org.apache.hadoop.security.authentication.util.KerberosUtil;
import org.apache.hadoop.security.token.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who the client is on a cluster with Kerberos: the principal of a keytab, whoever has run {@code
 * kinit}, or whose tokens a launcher has put into {@code HADOOP_TOKEN_FILE_LOCATION}. What is wrong
 * is found out here, where it can be told in one line; later it would be a service that refuses.
 */
public final class HadoopLogin {
  private static final Logger LOG = LoggerFactory.getLogger(HadoopLogin.class);
  private static final Text MASTER_TOKEN = new Text("YARN_AM_RM_TOKEN");
  private static final int TRIES = 3;
  private static final String TOKEN_FILE = "HADOOP_TOKEN_FILE_LOCATION";

  private HadoopLogin() {}

  /** Whether the cluster that {@code hadoop} describes wants a login at all. */
  public static boolean isNeeded(org.apache.hadoop.conf.Configuration hadoop) {
    return SecurityUtil.getAuthenticationMethod(hadoop) != AuthenticationMethod.SIMPLE;
  }

  /**
   * Logs this process in. Called once, before anything is asked of the cluster.
   *
   * @param hadoop Hadoop's configuration, of a cluster with Kerberos
   * @param settings say how
   */
  public static void login(org.apache.hadoop.conf.Configuration hadoop, Configuration settings) {
    useKerberosFile(settings);
    try {
      UserGroupInformation.setConfiguration(hadoop);
    } catch (IllegalArgumentException e) {
      throw failed(
          "this cluster wants Kerberos, and the realm is not known: "
              + reason(e)
              + "; is there a krb5.conf (/etc/krb5.conf, or "
              + SecurityOptions.KERBEROS_KRB5_PATH.key()
              + ")?",
          e);
    }
    String keytab = settings.get(SecurityOptions.KERBEROS_LOGIN_KEYTAB);
    String principal = settings.get(SecurityOptions.KERBEROS_LOGIN_PRINCIPAL);
    if ((keytab == null) != (principal == null)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "a login takes a keytab and a principal: set "
              + (keytab == null
                  ? SecurityOptions.KERBEROS_LOGIN_KEYTAB.key()
                  : SecurityOptions.KERBEROS_LOGIN_PRINCIPAL.key())
              + " too");
    }
    if (keytab != null) {
      byKeytab(principal, Path.of(keytab));
    } else {
      withWhatThereIs(settings.get(SecurityOptions.KERBEROS_LOGIN_USETICKETCACHE));
    }
  }

  private static void useKerberosFile(Configuration settings) {
    String file = settings.get(SecurityOptions.KERBEROS_KRB5_PATH);
    if (file == null) {
      return;
    }
    if (!Files.isReadable(Path.of(file))) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          SecurityOptions.KERBEROS_KRB5_PATH.key() + " names " + file + ", which cannot be read");
    }
    KerberosFile.use(file);
  }

  private static void byKeytab(String principal, Path keytab) {
    if (!Files.isReadable(keytab)) {
      throw failed(
          "the keytab "
              + keytab
              + (Files.exists(keytab) ? " cannot be read: whose is it?" : " does not exist")
              + " ("
              + SecurityOptions.KERBEROS_LOGIN_KEYTAB.key()
              + ")",
          null);
    }
    List<String> principals = principals(keytab);
    if (principals.stream().noneMatch(name -> isMeant(principal, name))) {
      throw failed(
          "the keytab "
              + keytab
              + " has no keys of "
              + principal
              + (principals.isEmpty()
                  ? ", nor of anybody: is it a keytab?"
                  : "; it has those of " + String.join(", ", principals))
              + " ("
              + SecurityOptions.KERBEROS_LOGIN_PRINCIPAL.key()
              + ")",
          null);
    }
    for (int tries = 1; !login(principal, keytab, tries == TRIES); tries++) {
      pause();
    }
  }

  /** Returns false if it is worth another try: the key distribution centre was not reached. */
  private static boolean login(String principal, Path keytab, boolean isLast) {
    try {
      UserGroupInformation.loginUserFromKeytab(principal, keytab.toString());
      return true;
    } catch (IOException e) {
      if (!isLast && isOfNetwork(e)) {
        LOG.warn("The login of {} failed and is tried again: {}", principal, reason(e));
        return false;
      }
      throw failed(
          "the login of " + principal + " with the keytab " + keytab + " failed: " + reason(e), e);
    }
  }

  private static boolean isOfNetwork(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SocketException
          || t instanceof SocketTimeoutException
          || t instanceof EOFException) {
        return true;
      }
    }
    return false;
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("the login was interrupted", e);
    }
  }

  private static List<String> principals(Path keytab) {
    try {
      String[] names = KerberosUtil.getPrincipalNames(keytab.toString(), Pattern.compile(".*"));
      return names == null ? List.of() : Stream.of(names).distinct().sorted().toList();
    } catch (IOException | RuntimeException e) {
      throw failed(keytab + " is not a keytab: " + reason(e), e);
    }
  }

  /** A principal may be given without its realm, which is the default one then. */
  private static boolean isMeant(String given, String name) {
    return name.equals(given)
        || given.indexOf('@') < 0
            && name.substring(0, Math.max(0, name.lastIndexOf('@'))).equals(given);
  }

  private static void withWhatThereIs(boolean mayUseTicket) {
    UserGroupInformation user;
    try {
      user = UserGroupInformation.getLoginUser();
    } catch (FileNotFoundException e) {
      throw failed(
          "the environment variable "
              + TOKEN_FILE
              + " names a file that is not there: "
              + System.getenv(TOKEN_FILE),
          e);
    } catch (IOException e) {
      throw failed("this cluster wants Kerberos, and the login failed: " + reason(e) + wayOut(), e);
    }
    if (mayUseTicket && user.hasKerberosCredentials()) {
      return;
    }
    for (Token<?> token : user.getTokens()) {
      if (!token.getKind().equals(MASTER_TOKEN)) {
        actAs(owner(token), user);
        return;
      }
    }
    throw failed(
        user.hasKerberosCredentials()
            ? "this cluster wants Kerberos, and "
                + SecurityOptions.KERBEROS_LOGIN_USETICKETCACHE.key()
                + " forbids the ticket there is"
                + wayOut()
            : "this cluster wants Kerberos, and there is no valid ticket" + wayOut(),
        null);
  }

  private static String wayOut() {
    return ": run kinit, or set "
        + SecurityOptions.KERBEROS_LOGIN_PRINCIPAL.key()
        + " and "
        + SecurityOptions.KERBEROS_LOGIN_KEYTAB.key();
  }

  /**
   * A launcher's process may be another user of its host than the tokens' owner, who is the one
   * that counts: his is the home directory.
   */
  private static void actAs(String owner, UserGroupInformation user) {
    LOG.info("No ticket is needed: there are tokens of {}", owner);
    if (owner == null || owner.equals(user.getShortUserName())) {
      return;
    }
    UserGroupInformation other = UserGroupInformation.createRemoteUser(owner);
    other.addCredentials(user.getCredentials());
    UserGroupInformation.setLoginUser(other);
  }

  /** Null if the token does not tell. */
  private static String owner(Token<?> token) {
    try {
      var identifier = token.decodeIdentifier();
      return identifier == null || identifier.getUser() == null
          ? null
          : identifier.getUser().getShortUserName();
    } catch (IOException e) {
      LOG.debug("{} does not tell whose it is", token.getKind(), e);
      return null;
    }
  }

  private static FlyshuttleException failed(String line, Throwable cause) {
    return new FlyshuttleException(ErrorCode.LOGIN_FAILED, line, cause);
  }

  /** What the innermost failure says: those around it only name classes. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && innermost.getCause().getMessage() != null) {
      innermost = innermost.getCause();
    }
    return YarnSessionCluster.oneLine(innermost.getMessage());
  }
}
