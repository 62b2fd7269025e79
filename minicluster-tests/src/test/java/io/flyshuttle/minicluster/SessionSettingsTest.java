// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GreetAll;
import io.flyshuttle.minicluster.program.Greeting;
import io.flyshuttle.minicluster.program.Hoarder;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is set for a session holds in its processes; jars that it ships are there for programs; its
 * files belong to the user who started it.
 */
@ClusterTest
class SessionSettingsTest {
  private static final String USER = "anna";

  private static Cluster cluster;
  private static java.nio.file.Path library;
  private static java.nio.file.Path program;
  private static String session;

  @BeforeAll
  static void startSession() throws Exception {
    cluster = Cluster.get();
    FileSystem hdfs = cluster.hdfs();
    for (String directory : List.of("/user/" + USER, "/settings")) {
      hdfs.mkdirs(new Path(directory));
      hdfs.setOwner(new Path(directory), USER, USER);
    }
    hdfs.setPermission(new Path("/user"), new FsPermission("755"));
    cluster.writeText(
        "/settings/app.properties", "names = bea cleo dora\napplication.name = the greetings\n");
    library = ProgramJar.with(name -> name.equals(Greeting.class.getSimpleName()));
    program = ProgramJar.with(name -> name.startsWith("GreetAll") || name.startsWith("Hoarder"));
    session =
        asUser(
                cluster
                    .script("yarn-session.sh", "-d", "-w", "300", "-n", "1", "-s", "3")
                    .with("--jar", library.toString())
                    .with("-Djobmanager.heap.mb=200", "-Dtaskmanager.heap.mb=300")
                    .with("-Denv.java.opts=-Dshuttle.all=yes")
                    .with("-Denv.java.opts.jobmanager=-Dshuttle.master=yes")
                    .with(
                        "-Denv.java.opts.taskmanager=-Dshuttle.worker=yes"
                            + " -XX:+HeapDumpOnOutOfMemoryError")
                    .with("-Dtaskmanager.memory.segment-size=64kb"))
            .run()
            .orFail()
            .value("application.id");
  }

  @AfterAll
  static void stopSession() throws Exception {
    if (session != null) {
      asUser(cluster.flyshuttle("stop-session", session)).run();
    }
    Files.deleteIfExists(library);
    Files.deleteIfExists(program);
  }

  private static Command asUser(Command command) {
    return command.env("HADOOP_USER_NAME", USER);
  }

  private static Command run(Class<?> main, String output, String... more) {
    return asUser(
        cluster
            .flyshuttle("run", "--class", main.getName())
            .with(more)
            .with(program.toString(), "--settings", "hdfs:///settings/app.properties")
            .with("--output", "hdfs:///settings/" + output));
  }

  private static List<String> flags(String container) {
    return cluster.processes(container).stream()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .map(process -> List.of(process.info().arguments().orElse(new String[0])))
        .findFirst()
        .orElse(List.of());
  }

  @Test
  void shouldHoldInTheProcesses() throws Exception {
    Await.until("the worker runs", 300, () -> !flags("_000002").isEmpty());
    List<String> master = flags("_000001");
    List<String> worker = flags("_000002");
    assertTrue(master.containsAll(List.of("-Dshuttle.all=yes", "-Dshuttle.master=yes")));
    assertFalse(master.contains("-Dshuttle.worker=yes"), master.toString());
    assertTrue(master.contains("-Xmx204800k"), master.toString());
    assertTrue(worker.containsAll(List.of("-Dshuttle.all=yes", "-Dshuttle.worker=yes")));
    assertFalse(worker.contains("-Dshuttle.master=yes"), worker.toString());
    assertTrue(worker.contains("-Xmx307200k"), worker.toString());
    Await.until(
        "the worker is registered",
        300,
        () -> asUser(cluster.flyshuttle("log", "--list")).run().out().contains("3 slots"));
    String log = asUser(cluster.flyshuttle("log", session, "0002")).run().orFail().out();
    assertTrue(log.contains(" of 65536 bytes)"), log);
  }

  @Test
  void shouldRunAThinJarWithAClassOfAShippedOneAsTheUser() throws Exception {
    Command.Result result =
        run(GreetAll.class, "default", "-Dparallelism.default=3").run().orFail();
    assertEquals("3", result.value("accumulator.greeted"));
    assertEquals(
        List.of("hello bea by 1 of 3", "hello cleo by 1 of 3", "hello dora by 1 of 3"),
        cluster.readLines("/settings/default").stream().sorted().toList());
    for (var file : cluster.hdfs().listStatus(new Path("/settings/default"))) {
      assertEquals(USER, file.getOwner(), file.toString());
    }
    assertTrue(asUser(cluster.flyshuttle("list")).run().orFail().out().contains("the greetings"));
  }

  @Test
  void shouldPreferTheProgramsParallelismToThatOfTheCommandAndThatToTheSettings() throws Exception {
    run(GreetAll.class, "command", "-p", "2", "-Dparallelism.default=3").run().orFail();
    assertTrue(cluster.readLines("/settings/command").contains("hello bea by 1 of 2"));
    run(GreetAll.class, "program", "-p", "2").with("--parallelism", "1").run().orFail();
    assertTrue(cluster.readLines("/settings/program").contains("hello bea by 1 of 1"));
  }

  @Test
  void whenAWorkerIsOutOfMemoryThenTheCommandSaysSoAndADumpIsLeft() throws Exception {
    Command.Result result = run(Hoarder.class, "hoarder", "-p", "1").run();
    assertEquals(7, result.status(), result.toString());
    assertTrue(result.err().contains("memory"), result.toString());
    assertEquals(1, cluster.files(".hprof").size());
  }
}
