// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session comes up with what was asked for, and goes down with nothing left over. */
@ClusterTest
class SessionUpAndDownTest {
  @TempDir Path directory;

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    Cluster cluster = Cluster.get();
    Path logs = directory.resolve("made/by/the/script");
    Command.Result started =
        cluster
            .script(
                "yarn-session.sh",
                "-d",
                "-w",
                "300",
                "--container",
                "2",
                "--jobManagerMemory",
                "768")
            .with("--taskManagerMemory", "600", "--slots", "3")
            .env("FLYSHUTTLE_LOG_DIR", logs.toString())
            .run()
            .orFail();
    String id = started.value("application.id");
    assertTrue(started.value("tracking.url").contains(id), started.toString());

    List<ApplicationReport> alive = cluster.aliveApplications();
    assertEquals(1, alive.size());
    assertEquals(YarnApplicationState.RUNNING, alive.get(0).getYarnApplicationState());
    assertEquals(id, alive.get(0).getApplicationId().toString());
    Await.until("AM and 2 workers run", 300, () -> cluster.containers(id).size() == 3);
    assertTrue(cluster.containers(id).get(0).endsWith("_000001"));
    assertEquals(
        1,
        cluster.processes("_000001").stream()
            .filter(process -> process.info().command().orElse("").endsWith("java"))
            .count());
    try (Stream<Path> files = Files.list(logs)) {
      assertTrue(files.findAny().isPresent(), "no log file in " + logs);
    }

    cluster.flyshuttle("stop-session", id).run().orFail();
    ApplicationReport ended = cluster.yarn().getApplicationReport(ApplicationId.fromString(id));
    assertEquals(YarnApplicationState.FINISHED, ended.getYarnApplicationState());
    assertEquals(FinalApplicationStatus.SUCCEEDED, ended.getFinalApplicationStatus());
    Await.until("all processes are gone", 300, () -> cluster.processes("container_").isEmpty());
    assertEquals(List.of(), stagedFor(cluster, id));
  }

  @Test
  void whenItsStartIsInterruptedThenNothingIsLeft() throws Exception {
    Cluster cluster = Cluster.get();
    Command.Running start = cluster.script("yarn-session.sh", "-d", "-jm", "512").start();
    Await.until("it is submitted", 300, () -> !cluster.aliveApplications().isEmpty());
    String id = cluster.aliveApplications().get(0).getApplicationId().toString();
    start.terminate();
    Command.Result end = start.await();
    assertTrue(end.status() != 0 && end.out().isEmpty(), end.toString());
    Await.until("it is taken back", 300, () -> cluster.aliveApplications().isEmpty());
    assertEquals(List.of(), stagedFor(cluster, id));
    Await.until("all processes are gone", 300, () -> cluster.processes("container_").isEmpty());
  }

  /** Files on HDFS whose path names the session. */
  private static List<String> stagedFor(Cluster cluster, String id) throws IOException {
    List<String> found = new ArrayList<>();
    var files = cluster.hdfs().listFiles(new org.apache.hadoop.fs.Path("/"), true);
    while (files.hasNext()) {
      String path = files.next().getPath().toString();
      if (path.contains(id)) {
        found.add(path);
      }
    }
    return found;
  }
}
