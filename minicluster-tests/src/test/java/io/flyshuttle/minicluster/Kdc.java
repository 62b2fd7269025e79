// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

/** A key distribution centre for one test. The test's own JVM does not log in to anything. */
final class Kdc implements AutoCloseable {
  private static final String PROPERTY = "java.security.krb5.conf";

  private final Path directory;
  private final Path configuration;
  private final MiniKdc server;

  private Kdc(Path directory, Path configuration, MiniKdc server) {
    this.directory = directory;
    this.configuration = configuration;
    this.server = server;
  }

  /** Starts one with its files in {@code directory}. */
  static Kdc start(Path directory) throws Exception {
    Properties settings = MiniKdc.createConf();
    settings.setProperty(MiniKdc.KDC_BIND_ADDRESS, "localhost");
    settings.setProperty(MiniKdc.KDC_PORT, "0");
    MiniKdc server = new MiniKdc(settings, directory.toFile());
    server.start();
    Path configuration = server.getKrb5conf().toPath();
    // the server has set it for the whole process, where other tests follow
    System.clearProperty(PROPERTY);
    return new Kdc(directory, configuration, server);
  }

  /** The krb5.conf with which processes find it. */
  Path configuration() {
    return configuration;
  }

  /** Makes principals, with a file of their keys. */
  Path keytab(String name, String... principals) throws Exception {
    File file = directory.resolve(name).toFile();
    server.createPrincipal(file, principals);
    return file.toPath();
  }

  /** A name with the realm. */
  String principal(String name) {
    return name + '@' + server.getRealm();
  }

  /** The keys of somebody whom nobody knows. */
  Path unknownKeytab(String name) throws Exception {
    Keytab keytab = new Keytab();
    keytab.addEntry(
        new KeytabEntry(
            new PrincipalName(principal(name)),
            KerberosTime.now(),
            1,
            EncryptionHandler.string2Key(principal(name), "secret", EncryptionType.AES128_CTS)));
    Path file = directory.resolve(name + ".keytab");
    keytab.store(file.toFile());
    return file;
  }

  /** A ticket cache, as kinit writes it. */
  Path ticketCache(String principal, Path keytab) throws Exception {
    Path cache = directory.resolve(principal.replace('/', '_') + ".cache");
    KrbClient client = new KrbClient(configuration.getParent().toFile());
    client.init();
    client.storeTicket(client.requestTgt(principal(principal), keytab.toFile()), cache.toFile());
    return cache;
  }

  @Override
  public void close() {
    server.stop();
  }
}
