// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DFSConfigKeys;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one NameNode, one DataNode, a ResourceManager and NodeManagers until told to stop. Writes
 * the site files for clients, then the line {@code READY} to standard output. Stops at the end of
 * standard input, so that it never outlives whoever started it, and at a signal; both leave no
 * container behind. Lines of standard input are commands, each answered by a line {@code DONE} with
 * the command: {@code stop-datanode}, {@code start-datanode}, {@code stop-namenode}, {@code
 * start-namenode}, and those of {@link Administrator}.
 */
public final class EmbeddedCluster {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
  private static final long START_TIMEOUT_MILLIS = 120_000;
  private static final long STOP_TIMEOUT_SECONDS = 20;
  private static final int SIGNALED = 143;

  /** What is printed when clients can connect. */
  public static final String READY = "READY";

  /** Begins the answer to a command. */
  public static final String DONE = "DONE ";

  private final ClusterArguments arguments;
  private MiniDFSCluster hdfs;
  private MiniYARNCluster yarn;
  private DataNodeProperties stoppedDataNode;

  private EmbeddedCluster(ClusterArguments arguments) {
    this.arguments = arguments;
  }

  /** Runs the cluster; see {@link ClusterArguments}. */
  public static void main(String[] args) throws Exception {
    ClusterArguments arguments;
    try {
      arguments = ClusterArguments.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    // Jersey announces every page on the console.
    LogManager.getLogManager().reset();
    EmbeddedCluster cluster = new EmbeddedCluster(arguments);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAtSignal(cluster), "stop"));
    int status = 1;
    try {
      cluster.start();
      System.out.println(READY);
      System.out.flush();
      cluster.obey(System.in);
      status = 0;
    } catch (Exception | LinkageError e) {
      LOG.error("The cluster does not start", e);
      System.err.println("The embedded cluster does not start: " + e);
    } finally {
      cluster.stop();
    }
    Runtime.getRuntime().halt(status);
  }

  /** The main thread may be anywhere, and Hadoop's own hooks must not wait for anything. */
  private static void stopAtSignal(EmbeddedCluster cluster) {
    try {
      cluster.stop();
    } catch (RuntimeException e) {
      LOG.error("The cluster does not stop cleanly", e);
    }
    Runtime.getRuntime().halt(SIGNALED);
  }

  /** Does what the lines of a stream say, until its end. */
  private void obey(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String answer = DONE + line;
      try {
        obey(line.strip());
      } catch (IOException | RuntimeException | InterruptedException e) {
        LOG.error("{} failed", line, e);
        answer = "FAILED " + line + ": " + e;
      }
      System.out.println(answer);
      System.out.flush();
    }
  }

  private void obey(String command) throws IOException, InterruptedException {
    switch (command) {
      case "stop-datanode" -> stoppedDataNode = hdfs.stopDataNode(0);
      case "start-datanode" -> {
        if (!hdfs.restartDataNode(stoppedDataNode, true)) {
          throw new IOException("the DataNode does not start");
        }
        hdfs.waitActive();
      }
      case "stop-namenode" -> hdfs.shutdownNameNode(0);
      case "start-namenode" -> hdfs.restartNameNode(0, true);
      default -> new Administrator(hdfs, yarn).obey(command.split(" "));
    }
  }

  private void start() throws Exception {
    Files.createDirectories(arguments.workDirectory());
    DefaultMetricsSystem.setMiniClusterMode(true);
    System.setProperty(
        MiniDFSCluster.PROP_TEST_BUILD_DATA, arguments.workDirectory().resolve("data").toString());
    Configuration hdfsSettings = ClusterSettings.forHdfs(arguments);
    Configuration yarnSettings = ClusterSettings.forYarn(arguments);
    login(hdfsSettings);
    // The two do not need each other to start, and each waits a lot.
    FutureTask<Void> hdfsStart = inBackground("start HDFS", () -> startHdfs(hdfsSettings));
    startYarn(yarnSettings);
    await(hdfsStart);
    ClusterSettings.writeSites(
        arguments.confDirectory(), hdfs.getConfiguration(0), yarn.getConfig());
  }

  /** With Kerberos the daemons are one principal: MiniCluster's ResourceManager leaves it to us. */
  private static void login(Configuration settings) throws IOException {
    UserGroupInformation.setConfiguration(settings);
    SecurityUtil.login(
        settings,
        DFSConfigKeys.DFS_NAMENODE_KEYTAB_FILE_KEY,
        DFSConfigKeys.DFS_NAMENODE_KERBEROS_PRINCIPAL_KEY);
  }

  private static FutureTask<Void> inBackground(String name, Callable<Void> work) {
    FutureTask<Void> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static void await(FutureTask<Void> task) throws Exception {
    try {
      task.get(START_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Void startHdfs(Configuration settings) throws IOException {
    Path data = arguments.workDirectory().resolve("hdfs");
    // the name that NodeManagers go by: else nobody could tell that a block lies on his own host
    MiniDFSCluster started =
        new MiniDFSCluster.Builder(settings, data.toFile())
            .numDataNodes(1)
            .hosts(new String[] {"localhost"})
            .format(true)
            .build();
    synchronized (this) {
      hdfs = started;
    }
    started.waitActive();
    return null;
  }

  private void startYarn(Configuration settings) throws Exception {
    // Its directories are made in that of PROP_TEST_BUILD_DATA.
    MiniYARNCluster starting =
        new MiniYARNCluster("yarn", 1, arguments.nodeManagers(), 1, 1, false);
    synchronized (this) {
      yarn = starting;
    }
    starting.init(settings);
    starting.start();
    if (!starting.waitForNodeManagersToConnect(START_TIMEOUT_MILLIS)) {
      throw new IOException("not all NodeManagers have registered with the ResourceManager");
    }
  }

  /**
   * Ends what the daemons have started; the daemons themselves end with this process, whose files
   * nobody needs any more. Stopping NodeManagers in order would take a quarter of a minute each,
   * because they wait for logs that nobody will read.
   */
  private synchronized void stop() {
    MiniYARNCluster running = yarn;
    yarn = null;
    if (running != null) {
      // Nobody may start a container again in place of one that is killed.
      running.stopResourceManager(0);
      Leftovers.kill(arguments.workDirectory(), STOP_TIMEOUT_SECONDS);
    }
  }
}
