// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A session that a test has started with {@code bin/yarn-session.sh -d}. */
final class Session implements AutoCloseable {
  private static Session shared;

  private final Cluster cluster;
  private final String id;

  private Session(Cluster cluster, String id) {
    this.cluster = cluster;
    this.id = id;
  }

  /** Starts one with two small workers of two slots each. */
  static Session start(Cluster cluster, String... more) {
    Command command =
        cluster.script("yarn-session.sh", "-d", "-w", "300", "--container", "2", "--slots", "2");
    command.with("--jobManagerMemory", "768", "--taskManagerMemory", "768").with(more);
    return new Session(cluster, command.run().orFail().value("application.id"));
  }

  /** Starts one that has no worker before a job wants slots. */
  static Session withoutWorkers(Cluster cluster, String... more) {
    Command command = cluster.script("yarn-session.sh", "-d", "-w", "300", "--slots", "2");
    command.with("--jobManagerMemory", "512", "--taskManagerMemory", "512").with(more);
    return new Session(cluster, command.run().orFail().value("application.id"));
  }

  /**
   * One for all tests with {@link SharedSession}, which start and stop faster so. They leave no job
   * running.
   */
  static synchronized Session shared(Cluster cluster) {
    if (shared == null) {
      shared = start(cluster);
    }
    return shared;
  }

  /** The next test wants the cluster for itself. */
  static synchronized void stopShared() {
    if (shared != null) {
      shared.stop();
      shared = null;
    }
  }

  /** The application's id. */
  String id() {
    return id;
  }

  /** {@code flyshuttle run} in this session. */
  Command run(String mainClass, String jar, String... arguments) {
    return cluster.flyshuttle("run", "--session", id, "--class", mainClass, jar).with(arguments);
  }

  /** {@code flyshuttle run} of one of the test's own programs. */
  Command run(Class<?> program, String... arguments) {
    return run(program.getName(), ProgramJar.path().toString(), arguments);
  }

  /** {@code flyshuttle run -d} of one of the test's own programs. */
  Command runDetached(Class<?> program, String... arguments) {
    return cluster
        .flyshuttle("run", "-d", "--session", id, "--class", program.getName())
        .with(ProgramJar.path().toString())
        .with(arguments);
  }

  /** {@code flyshuttle run} of one of the distribution's examples. */
  Command runExample(String name, String... arguments) {
    return run(
        "io.flyshuttle.examples." + name,
        cluster.home().resolve("examples/flyshuttle-examples.jar").toString(),
        arguments);
  }

  /** Ids of its running containers, the ApplicationMaster's first. */
  List<String> containers() throws Exception {
    return cluster.containers(id);
  }

  /** Waits for the ApplicationMaster and {@code workers} containers, and gives the workers'. */
  List<String> awaitWorkers(int workers) throws Exception {
    Await.until(workers + " workers run", 300, () -> containers().size() == workers + 1);
    return new ArrayList<>(containers().subList(1, workers + 1));
  }

  /** {@code flyshuttle list}. */
  Command.Result list(String... more) {
    String[] words = {"list", "--session", id};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return cluster.flyshuttle(all).run();
  }

  Command.Result stop() {
    return cluster.flyshuttle("stop-session", "--session", id).run();
  }

  @Override
  public void close() {
    stop();
  }
}
