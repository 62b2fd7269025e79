// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process that HDFS and YARN run in, and those of the containers that it has started. */
final class Daemons implements AutoCloseable {
  private final Path work;
  private final Process process;

  private Daemons(Path work, Process process) {
    this.work = work;
    this.process = process;
  }

  /**
   * Starts a cluster and waits until it can be used.
   *
   * @param work an empty directory for all of it, removed by {@link #close}
   * @param arguments for the cluster, besides its directories
   */
  static Daemons start(Path work, List<String> arguments) throws IOException {
    return start(work, List.of(), "", arguments);
  }

  /**
   * Starts one that wants Kerberos.
   *
   * @param kerberos a krb5.conf
   */
  static Daemons startSecured(Path work, Path kerberos, List<String> arguments) throws IOException {
    // a NodeManager's settings on its class path are those it fetches the files of containers
    // with, and a directory that is not there when a JVM starts is never looked into
    String classPath = Files.createDirectory(work.resolve("conf")) + ":";
    return start(work, List.of("-Djava.security.krb5.conf=" + kerberos), classPath, arguments);
  }

  private static Daemons start(
      Path work, List<String> jvmOptions, String moreClassPath, List<String> arguments)
      throws IOException {
    Path target = Distribution.PROJECT.resolve("embedded-cluster/target");
    String classPath =
        moreClassPath
            + target.resolve("classes")
            + ":"
            + Files.readString(target.resolve("class-path")).trim();
    Path directory = Files.createDirectory(work.resolve("cluster"));
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add("-Djava.io.tmpdir=" + directory);
    for (String name : "lang io net util util.concurrent nio math text".split(" ")) {
      words.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
    }
    words.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    words.addAll(jvmOptions);
    words.addAll(List.of("-cp", classPath, "io.flyshuttle.cluster.EmbeddedCluster"));
    words.addAll(List.of("--work", work.resolve("cluster").toString()));
    words.addAll(List.of("--conf", work.resolve("conf").toString()));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(work.resolve("cluster.out").toFile())
            .redirectError(work.resolve("cluster.err").toFile());
    // containers would inherit where another Hadoop's settings are
    builder.environment().keySet().removeIf(name -> name.startsWith("HADOOP_"));
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "kill cluster"));
    Daemons daemons = new Daemons(work, process);
    daemons.awaitReady();
    return daemons;
  }

  private void awaitReady() {
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

  /** The directory of Hadoop's settings for clients. */
  Path conf() {
    return work.resolve("conf");
  }

  /** Stops all, and removes what is left on disk. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Distribution.remove(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Has the cluster's process do something to its daemons, such as {@code stop-datanode}; returns
   * the lines of its answer.
   */
  synchronized List<String> ask(String command) throws Exception {
    Path out = work.resolve("cluster.out");
    int before = Files.readAllLines(out).size();
    process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    List<String> answer = new ArrayList<>();
    Await.until(command, 300, () -> isAnswered(out, before, command, answer));
    return answer;
  }

  private static boolean isAnswered(Path out, int before, String command, List<String> answer)
      throws IOException {
    List<String> lines = Files.readAllLines(out);
    for (String line : lines.subList(before, lines.size())) {
      if (line.startsWith("FAILED " + command)) {
        throw new AssertionError(line);
      }
    }
    int end = lines.lastIndexOf("DONE " + command);
    if (end < before) {
      return false;
    }
    answer.addAll(lines.subList(before, end));
    return true;
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
}
