// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Assumptions;

/** HDFS and YARN, and an installation of the distribution: one of each per JVM. */
final class Cluster {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final EnumSet<YarnApplicationState> ALIVE =
      EnumSet.of(
          YarnApplicationState.NEW,
          YarnApplicationState.NEW_SAVING,
          YarnApplicationState.SUBMITTED,
          YarnApplicationState.ACCEPTED,
          YarnApplicationState.RUNNING);

  /** A queue with a twenty-fifth of the cluster: 1146 MB. */
  static final String NARROW_QUEUE = "narrow";

  private static final int NODE_MEGABYTES = 14336;

  private static Cluster shared;

  private final Path work;
  private final Path home;
  private final Process process;
  private final YarnClient yarn;
  private final FileSystem hdfs;
  private final Configuration settings;

  private Cluster(Path work, Path home, Process process) throws IOException {
    this.work = work;
    this.home = home;
    this.process = process;
    settings = new YarnConfiguration();
    for (String site : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      settings.addResource(new org.apache.hadoop.fs.Path(conf().resolve(site).toUri()));
    }
    yarn = YarnClient.createYarnClient();
    yarn.init(settings);
    yarn.start();
    hdfs = FileSystem.get(URI.create(settings.get("fs.defaultFS")), settings);
  }

  /** The one of this JVM; skips the test if the distribution has not been packaged. */
  static synchronized Cluster get() {
    Optional<Path> tar = distribution();
    Assumptions.assumeTrue(
        tar.isPresent(), "no distribution in scripts/target: these tests are for mvn verify");
    if (shared == null) {
      try {
        shared = start(tar.get());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError("the cluster does not start", e);
      }
    }
    return shared;
  }

  /** The distribution's tar, if it has been packaged. */
  static Optional<Path> distribution() {
    Path directory = PROJECT.resolve("scripts/target");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith("-bin.tar.gz")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cluster start(Path tar) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("flyshuttle-minicluster");
    Path install = Files.createDirectory(work.resolve("install"));
    new Command("tar", "-xzf", tar.toString(), "-C", install.toString()).run().orFail();
    Path home;
    try (Stream<Path> entries = Files.list(install)) {
      home = entries.findFirst().orElseThrow();
    }
    Process process = startDaemons(work);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill cluster"));
    awaitReady(process, work);
    return new Cluster(work, home, process);
  }

  private static Process startDaemons(Path work) throws IOException {
    Path target = PROJECT.resolve("embedded-cluster/target");
    String classPath =
        target.resolve("classes") + ":" + Files.readString(target.resolve("class-path")).trim();
    Path directory = Files.createDirectory(work.resolve("cluster"));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add("-Djava.io.tmpdir=" + directory);
    for (String name : "lang io net util util.concurrent nio math text".split(" ")) {
      words.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
    }
    words.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    words.addAll(List.of("-cp", classPath, "io.flyshuttle.cluster.EmbeddedCluster"));
    words.addAll(List.of("--work", work.resolve("cluster").toString()));
    words.addAll(List.of("--conf", work.resolve("conf").toString()));
    // room for the largest session of these tests, on paper: no process uses what it is granted
    words.addAll(List.of("--node-memory", Integer.toString(NODE_MEGABYTES)));
    words.addAll(List.of("--set", "yarn.nodemanager.resource.cpu-vcores=40"));
    words.addAll(List.of("--set", "yarn.resourcemanager.am.max-attempts=200"));
    String queues = "yarn.scheduler.capacity.root.";
    words.addAll(List.of("--set", queues + "queues=default," + NARROW_QUEUE));
    words.addAll(List.of("--set", queues + "default.capacity=96"));
    words.addAll(List.of("--set", queues + NARROW_QUEUE + ".capacity=4"));
    words.addAll(List.of("--set", queues + NARROW_QUEUE + ".maximum-capacity=4"));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(work.resolve("cluster.out").toFile())
            .redirectError(work.resolve("cluster.err").toFile());
    // containers would inherit where another Hadoop's settings are
    builder.environment().keySet().removeIf(name -> name.startsWith("HADOOP_"));
    return builder.start();
  }

  private static void awaitReady(Process process, Path work) {
    try {
      Await.until(
          "the cluster is ready",
          600,
          () -> {
            if (!process.isAlive()) {
              throw new AssertionError(Files.readString(work.resolve("cluster.err")));
            }
            return Files.readString(work.resolve("cluster.out")).contains("READY");
          });
    } catch (Exception e) {
      throw new AssertionError("the cluster does not start", e);
    }
  }

  /** Stops the one of this JVM, if there is one. */
  static synchronized void stopShared() {
    if (shared != null) {
      shared.yarn.stop();
      stop(shared.process, shared.work);
      shared = null;
    }
  }

  private static void stop(Process process, Path work) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(work)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Has the cluster's process do something to its daemons, such as {@code stop-datanode}. */
  void tell(String command) throws Exception {
    Path out = work.resolve("cluster.out");
    long before = answers(out, command);
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    Await.until(command, 300, () -> answers(out, command) > before);
  }

  private static long answers(Path out, String command) throws IOException {
    try (Stream<String> lines = Files.lines(out)) {
      return lines.filter(line -> line.equals("DONE " + command)).count();
    }
  }

  /** The directory of Hadoop's settings. */
  Path conf() {
    return work.resolve("conf");
  }

  /** The unpacked distribution. */
  Path home() {
    return home;
  }

  YarnClient yarn() {
    return yarn;
  }

  FileSystem hdfs() {
    return hdfs;
  }

  Configuration settings() {
    return settings;
  }

  /** A script of the distribution, with this cluster in its environment. */
  Command script(String name, String... arguments) {
    return new Command(home.resolve("bin").resolve(name).toString())
        .with(arguments)
        .env("HADOOP_CONF_DIR", conf().toString());
  }

  Command flyshuttle(String... arguments) {
    return script("flyshuttle", arguments);
  }

  /** Writes a text file on HDFS. */
  String writeText(String path, String text) throws IOException {
    try (var out = hdfs.create(new org.apache.hadoop.fs.Path(path), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return "hdfs://" + path;
  }

  /** All lines of a file or of the files of a directory on HDFS. */
  List<String> readLines(String path) throws IOException {
    List<String> lines = new ArrayList<>();
    for (var file : hdfs.listStatus(new org.apache.hadoop.fs.Path(path))) {
      try (var in = hdfs.open(file.getPath())) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
      }
    }
    return lines;
  }

  /** Applications that have not ended. */
  List<ApplicationReport> aliveApplications() throws IOException, YarnException {
    return yarn.getApplications(ALIVE);
  }

  /** Running containers of an application, the ApplicationMaster's first. */
  List<String> containers(String applicationId) throws IOException, YarnException {
    for (ApplicationReport report : aliveApplications()) {
      if (report.getApplicationId().toString().equals(applicationId)) {
        return yarn.getContainers(report.getCurrentApplicationAttemptId()).stream()
            .filter(container -> container.getContainerState() == ContainerState.RUNNING)
            .map(ContainerReport::getContainerId)
            .sorted()
            .map(Object::toString)
            .toList();
      }
    }
    return List.of();
  }

  /** Processes of containers whose id contains {@code part}: YARN starts each in its directory. */
  List<ProcessHandle> processes(String part) {
    return ProcessHandle.allProcesses()
        .filter(handle -> workingDirectory(handle).contains(part))
        .filter(handle -> workingDirectory(handle).startsWith(work.toString()))
        .toList();
  }

  private static String workingDirectory(ProcessHandle handle) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + handle.pid() + "/cwd")).toString();
    } catch (IOException e) {
      // It has just ended, or is another user's.
      return "";
    }
  }

  /** Kills the processes of a container as the kernel would for lack of memory. */
  void killContainer(String containerId) {
    List<ProcessHandle> found = processes(containerId);
    if (found.isEmpty()) {
      throw new AssertionError("container " + containerId + " has no process");
    }
    found.forEach(ProcessHandle::destroyForcibly);
  }

  /** Stops the process of a container's Java (SIGSTOP): it lives, and says and hears nothing. */
  void freezeContainer(String containerId) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
    // not the NodeManager's shell that waits for it, it would never see the end
    processes(containerId).stream()
        .filter(process -> process.info().command().orElse("").endsWith("/java"))
        .forEach(process -> command.add(Long.toString(process.pid())));
    if (command.size() == 2) {
      throw new AssertionError("container " + containerId + " has no process");
    }
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new AssertionError(command + " ended with " + exit);
    }
  }

  /** Files of containers whose names end so. */
  List<Path> files(String ending) throws IOException {
    try (Stream<Path> files = Files.walk(work.resolve("cluster"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /** What the containers of the applications that still run have logged. */
  String containerLogs() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(work.resolve("cluster"))) {
      List<Path> logs =
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().contains("container_"))
              .filter(file -> file.toString().matches(".*(\\.log|stdout|stderr|\\.out|\\.err)"))
              .sorted()
              .toList();
      for (Path log : logs) {
        String content = Files.readString(log);
        int from = Math.max(0, content.length() - 20_000);
        text.append("=== ").append(log).append('\n').append(content.substring(from)).append('\n');
      }
    } catch (IOException | UncheckedIOException e) {
      text.append("(logs went away while they were read: ").append(e).append(")\n");
    }
    return text.toString();
  }

  /** The highest number of a complete checkpoint below a directory; -1 for none. */
  long newestCheckpoint(org.apache.hadoop.fs.Path directory) throws IOException {
    long newest = -1;
    try {
      var files = hdfs().listFiles(directory, true);
      while (files.hasNext()) {
        org.apache.hadoop.fs.Path file = files.next().getPath();
        if (file.getName().equals("_metadata")) {
          newest = Math.max(newest, Long.parseLong(file.getParent().getName().substring(4)));
        }
      }
    } catch (FileNotFoundException e) {
      return newest; // not there yet, or an old one was just removed
    }
    return newest;
  }
}
