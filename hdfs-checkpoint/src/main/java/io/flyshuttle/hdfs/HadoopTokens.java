// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;

/** Tokens as Hadoop stores them. */
final class HadoopTokens {

  private HadoopTokens() {}

  /**
   * Gives tokens to this process's user. A client has that user in its hands since it was made and
   * looks for a token each time it connects, so clients that are open use the new ones as well.
   */
  static void add(byte[] tokens) throws IOException {
    Credentials credentials = new Credentials();
    credentials.readTokenStorageStream(new DataInputStream(new ByteArrayInputStream(tokens)));
    UserGroupInformation.getCurrentUser().addCredentials(credentials);
  }
}
