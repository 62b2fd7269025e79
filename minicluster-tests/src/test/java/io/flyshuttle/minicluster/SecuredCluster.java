// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * HDFS and YARN with Kerberos, block tokens and authenticated data transfer. The test's own JVM
 * never logs in, since other tests run in it; it asks the daemons for what it wants to see.
 */
final class SecuredCluster implements AutoCloseable {
  private static final Pattern CHECKPOINT = Pattern.compile(".*/chk-([0-9]+)/_metadata .*");

  private final Path directory;
  private final Kdc kdc;
  private final Daemons daemons;
  private final Map<String, Path> keytabs;

  private SecuredCluster(Path directory, Kdc kdc, Daemons daemons, Map<String, Path> keytabs) {
    this.directory = directory;
    this.kdc = kdc;
    this.daemons = daemons;
    this.keytabs = keytabs;
  }

  /** Starts one with these users, who have keytabs and home directories. */
  static SecuredCluster start(String... users) throws Exception {
    Path directory = Files.createTempDirectory("flyshuttle-secured");
    Kdc kdc = Kdc.start(Files.createDirectory(directory.resolve("kdc")));
    Path services = kdc.keytab("services.keytab", "cluster/localhost", "HTTP/localhost");
    Map<String, Path> keytabs = new TreeMap<>();
    for (String user : users) {
      keytabs.put(user, kdc.keytab(user + ".keytab", user));
    }
    Daemons daemons =
        Daemons.startSecured(
            Files.createDirectory(directory.resolve("daemons")),
            kdc.configuration(),
            arguments(kdc, services));
    for (String user : users) {
      daemons.ask("home " + user);
    }
    return new SecuredCluster(directory, kdc, daemons, keytabs);
  }

  private static List<String> arguments(Kdc kdc, Path keytab) {
    String service = kdc.principal("cluster/localhost");
    Map<String, String> settings = new TreeMap<>();
    settings.put("hadoop.security.authentication", "kerberos");
    settings.put("hadoop.proxyuser.cluster.hosts", "*");
    settings.put("hadoop.proxyuser.cluster.users", "*");
    // every look at HDFS connects anew, and so shows its token
    settings.put("ipc.client.connection.maxidletime", "10");
    settings.put("dfs.block.access.token.enable", "true");
    settings.put("dfs.data.transfer.protection", "authentication");
    settings.put("ignore.secure.ports.for.testing", "true");
    for (String daemon : List.of("namenode", "datanode")) {
      settings.put("dfs." + daemon + ".kerberos.principal", service);
      settings.put("dfs." + daemon + ".keytab.file", keytab.toString());
    }
    settings.put("dfs.web.authentication.kerberos.principal", kdc.principal("HTTP/localhost"));
    settings.put("dfs.web.authentication.kerberos.keytab", keytab.toString());
    for (String daemon : List.of("resourcemanager", "nodemanager")) {
      settings.put("yarn." + daemon + ".principal", service);
      settings.put("yarn." + daemon + ".keytab", keytab.toString());
    }
    List<String> arguments = new ArrayList<>(List.of("--nodes", "1"));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    return arguments;
  }

  /** A directory for a test's own files. */
  Path directory() {
    return directory;
  }

  Kdc kdc() {
    return kdc;
  }

  /** The keys of a user. */
  Path keytab(String user) {
    return keytabs.get(user);
  }

  /** A script of the distribution, with this cluster in its environment, and nobody logged in. */
  private Command command(String script, String... arguments) throws IOException {
    return new Command(Distribution.home().resolve("bin").resolve(script).toString())
        .with(arguments)
        .env("HADOOP_CONF_DIR", daemons.conf().toString())
        .env("KRB5CCNAME", directory.resolve("no-ticket").toString());
  }

  /** {@code yarn-session.sh -d} with one small worker. */
  Command session(String... more) throws IOException {
    return command("yarn-session.sh", "-d", "-n", "1", "-s", "2", "-jm", "512", "-tm", "512")
        .with("-w", "110", "-Dsecurity.kerberos.krb5-conf.path=" + kdc.configuration())
        .with(more);
  }

  /** {@code flyshuttle}, with the settings that every command needs. */
  Command flyshuttle(String name, String... arguments) throws IOException {
    return command("flyshuttle", name)
        .with("-Dsecurity.kerberos.krb5-conf.path=" + kdc.configuration())
        .with(arguments);
  }

  /** Has the daemons' process do or tell something; see its Administrator. */
  List<String> ask(String command) throws Exception {
    return daemons.ask(command);
  }

  /** The ids of all applications there have been. */
  Set<String> applications() throws Exception {
    return ask("applications").stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** The numbers of a user's delegation tokens that the NameNode would accept. */
  List<Integer> tokens(String user) throws Exception {
    return ask("tokens").stream()
        .filter(line -> line.startsWith(user + " "))
        .map(line -> Integer.valueOf(line.substring(line.indexOf(' ') + 1)))
        .toList();
  }

  /** The highest number of a complete checkpoint beneath a directory; -1 for none. */
  long newest(String path) throws Exception {
    long newest = -1;
    for (String file : ask("list " + path)) {
      Matcher matcher = CHECKPOINT.matcher(file);
      if (matcher.matches()) {
        newest = Math.max(newest, Long.parseLong(matcher.group(1)));
      }
    }
    return newest;
  }

  /** Kills the ApplicationMaster of a session, whichever attempt it is. */
  void killMaster(String session) {
    String first = session.replace("application", "container");
    String running =
        IntStream.rangeClosed(1, 9)
            .mapToObj(attempt -> first + "_0" + attempt + "_000001")
            .filter(container -> !daemons.processes(container).isEmpty())
            .findFirst()
            .orElseThrow(() -> new AssertionError(session + " has no ApplicationMaster"));
    daemons.killContainer(running);
  }

  /** What the containers of sessions that still run have logged. */
  String containerLogs() {
    return daemons.containerLogs();
  }

  @Override
  public void close() throws Exception {
    daemons.close();
    kdc.close();
    Distribution.remove(directory);
  }
}
