// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code krb5.conf} that a session may bring along for its containers. */
public final class KerberosFile {

  /** Its name in {@link SessionSpec#CONF_LINK}. */
  public static final String NAME = "krb5.conf";

  private static final String PROPERTY = "java.security.krb5.conf";

  private KerberosFile() {}

  /**
   * Has this process use the file, if there is one. To be called before anything of Hadoop is
   * loaded; without the file it is the machine's own that counts.
   *
   * @param conf the container's directory of settings
   */
  public static void use(Path conf) {
    Path file = conf.resolve(NAME);
    if (Files.exists(file)) {
      use(file.toAbsolutePath().toString());
    }
  }

  /** Has this process use {@code file}, unless its command line names one. */
  public static void use(String file) {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, file);
    }
  }
}
