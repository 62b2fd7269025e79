// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.WorkerMemoryOptions;
import io.flyshuttle.protocol.launch.LogFile;
import io.flyshuttle.protocol.launch.SessionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.yarn.api.ApplicationConstants;

/**
 * Command lines and class paths of ApplicationMaster and workers. Everything in them is relative to
 * the container's directory, so that they are the same on every node: a class-data archive is used
 * only where the class path has the very string it was made with.
 */
final class LaunchCommand {
  private static final String MASTER_CLASS = "io.flyshuttle.appmaster.yarn.ApplicationMaster";
  private static final String WORKER_CLASS = "io.flyshuttle.worker.agent.WorkerMain";
  private static final String LOG_DIRECTORY = ApplicationConstants.LOG_DIR_EXPANSION_VAR;

  /** Packages that serializers, Akka and Netty look into. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang=ALL-UNNAMED",
          "java.base/java.lang.invoke=ALL-UNNAMED",
          "java.base/java.math=ALL-UNNAMED",
          "java.base/java.net=ALL-UNNAMED",
          "java.base/java.nio=ALL-UNNAMED",
          "java.base/java.text=ALL-UNNAMED",
          "java.base/java.time=ALL-UNNAMED",
          "java.base/java.util=ALL-UNNAMED",
          "java.base/java.util.concurrent=ALL-UNNAMED",
          "java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "java.base/jdk.internal.misc=ALL-UNNAMED",
          "java.base/sun.nio.ch=ALL-UNNAMED");

  private final Configuration configuration;
  private final Set<String> archived;

  /**
   * @param configuration the session's
   * @param archived roles with a class-data archive: naming one that is not there would cost a JVM
   *     its own
   */
  LaunchCommand(Configuration configuration, Set<String> archived) {
    this.configuration = configuration;
    this.archived = archived;
  }

  /** Engine jars first, in the order they were archived with; then what may differ. */
  static String classPath(List<Path> jars, List<String> shippedJars) {
    StringBuilder path = new StringBuilder();
    for (Path jar : jars) {
      path.append(SessionSpec.ENGINE_LINK).append("/lib/").append(jar.getFileName()).append(':');
    }
    path.append(SessionSpec.CONF_LINK);
    for (String shipped : shippedJars) {
      path.append(':').append(shipped);
    }
    return path.toString();
  }

  /** The ApplicationMaster's command line. */
  String master(MasterMemory memory) {
    List<String> words = new ArrayList<>();
    words.add(java());
    words.addAll(memory.jvmFlags());
    String userOptions = options(configuration.get(CoreOptions.JM_JVM_OPTIONS));
    if (!choosesCollector(userOptions)) {
      words.add("-XX:+UseSerialGC");
    }
    common(words, "appmaster", LOG_DIRECTORY + "/appmaster.log", userOptions);
    words.add(MASTER_CLASS);
    return redirected(words);
  }

  /** A worker's command line. */
  String worker(int containerMegabytes) {
    WorkerMemory memory =
        WorkerMemory.ofContainer(containerMegabytes, WorkerMemoryOptions.of(configuration));
    List<String> words = new ArrayList<>();
    words.add(java());
    words.addAll(memory.jvmFlags());
    String userOptions = options(configuration.get(CoreOptions.TM_JVM_OPTIONS));
    if (!choosesCollector(userOptions)) {
      words.add("-XX:+UseG1GC");
    }
    String log = configuration.get(TaskManagerOptions.TASK_MANAGER_LOG_PATH);
    common(words, "worker", log == null ? LOG_DIRECTORY + "/worker.log" : log, userOptions);
    words.add(WORKER_CLASS);
    return redirected(words);
  }

  private void common(List<String> words, String role, String logFile, String userOptions) {
    words.add("-Xshare:auto");
    // JDKs move the archive to a random address unless told otherwise, which copies all of it: 80
    // MB
    // and a tenth of a second per process that neighbours could have shared
    words.add("-XX:+IgnoreUnrecognizedVMOptions");
    words.add("-XX:+UnlockDiagnosticVMOptions");
    words.add("-XX:ArchiveRelocationMode=0");
    if (archived.contains(role)) {
      words.add(
          "-XX:SharedArchiveFile=" + SessionSpec.ENGINE_LINK + "/class-data/" + role + ".jsa");
    }
    // a process whose heap is full is replaced, not nursed: status 3 tells why
    words.add("-XX:+ExitOnOutOfMemoryError");
    words.add("-XX:HeapDumpPath=" + LOG_DIRECTORY);
    words.add("-XX:ErrorFile=" + LOG_DIRECTORY + "/hs_err_pid%p.log");
    for (String opened : OPENED) {
      words.add("--add-opens=" + opened);
    }
    words.add("-Djava.io.tmpdir=./tmp");
    words.add("-D" + LogFile.PROPERTY + "=" + logFile);
    words.add(
        "-Dlog4j2.configurationFile=" + SessionSpec.CONF_LINK + "/log4j-" + role + ".properties");
    if (!userOptions.isEmpty()) {
      words.add(userOptions);
    }
  }

  private static String redirected(List<String> words) {
    // under these names YARN shows them with the container, and quotes the latter when it fails
    words.add("1>" + LOG_DIRECTORY + "/stdout");
    words.add("2>" + LOG_DIRECTORY + "/stderr");
    return "mkdir -p tmp && exec " + String.join(" ", words);
  }

  private String options(String ofRole) {
    return (configuration.get(CoreOptions.JVM_OPTIONS) + " " + ofRole).strip();
  }

  private static boolean choosesCollector(String options) {
    for (String option : options.split("\\s+")) {
      if (option.startsWith("-XX:+Use") && option.endsWith("GC")) {
        return true;
      }
    }
    return false;
  }

  private String java() {
    String home = configuration.get(CoreOptions.JAVA_HOME);
    return (home == null ? "{{JAVA_HOME}}" : home) + "/bin/java";
  }
}
