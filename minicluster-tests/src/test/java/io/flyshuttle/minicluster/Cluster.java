// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

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

  private final Daemons daemons;
  private final Path home;
  private final YarnClient yarn;
  private final FileSystem hdfs;
  private final Configuration settings;

  private Cluster(Daemons daemons, Path home) throws IOException {
    this.daemons = daemons;
    this.home = home;
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
    Distribution.assumePackaged();
    if (shared == null) {
      try {
        shared = start();
      } catch (IOException e) {
        throw new AssertionError("the cluster does not start", e);
      }
    }
    return shared;
  }

  private static Cluster start() throws IOException {
    List<String> words = new ArrayList<>();
    // room for the largest session of these tests, on paper: no process uses what it is granted
    words.addAll(List.of("--node-memory", Integer.toString(NODE_MEGABYTES)));
    words.addAll(List.of("--set", "yarn.nodemanager.resource.cpu-vcores=40"));
    words.addAll(List.of("--set", "yarn.resourcemanager.am.max-attempts=200"));
    String queues = "yarn.scheduler.capacity.root.";
    words.addAll(List.of("--set", queues + "queues=default," + NARROW_QUEUE));
    words.addAll(List.of("--set", queues + "default.capacity=96"));
    words.addAll(List.of("--set", queues + NARROW_QUEUE + ".capacity=4"));
    words.addAll(List.of("--set", queues + NARROW_QUEUE + ".maximum-capacity=4"));
    return new Cluster(
        Daemons.start(Files.createTempDirectory("flyshuttle-minicluster"), words),
        Distribution.home());
  }

  /** Stops the one of this JVM, if there is one. */
  static synchronized void stopShared() {
    if (shared != null) {
      shared.yarn.stop();
      shared.daemons.close();
      shared = null;
    }
  }

  /** Its daemons, and the containers that they have started. */
  Daemons daemons() {
    return daemons;
  }

  /** Has the cluster's process do something to its daemons, such as {@code stop-datanode}. */
  void tell(String command) throws Exception {
    daemons.ask(command);
  }

  /** The directory of Hadoop's settings. */
  Path conf() {
    return daemons.conf();
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

  /** See {@link Daemons#processes}. */
  List<ProcessHandle> processes(String part) {
    return daemons.processes(part);
  }

  /** See {@link Daemons#killContainer}. */
  void killContainer(String containerId) {
    daemons.killContainer(containerId);
  }

  /** See {@link Daemons#freezeContainer}. */
  void freezeContainer(String containerId) throws IOException, InterruptedException {
    daemons.freezeContainer(containerId);
  }

  /** See {@link Daemons#files}. */
  List<Path> files(String ending) throws IOException {
    return daemons.files(ending);
  }

  /** See {@link Daemons#containerLogs}. */
  String containerLogs() {
    return daemons.containerLogs();
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
