// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue without room: one line says which queue, what waits for it and why. */
@ClusterTest
class FullQueueTest {
  private static final int CLUSTER = 6;

  private final Cluster cluster = Cluster.get();
  private String session;

  private Command start(String... more) {
    return cluster
        .script("yarn-session.sh", "-d", "--queue", Cluster.NARROW_QUEUE)
        .with("--taskManagerMemory", "512", "--slots", "1")
        .with(more);
  }

  private static String errorLine(Command.Result result) {
    assertEquals(CLUSTER, result.status(), result.toString());
    var lines = result.err().lines().filter(line -> line.startsWith("error ")).toList();
    assertEquals(1, lines.size(), result.toString());
    return lines.get(0);
  }

  @AfterEach
  void stop() {
    cluster.flyshuttle("stop-session", "--force", session).run();
  }

  @Test
  void shouldSayWhatAJobWaitsForAndInTheEndThatItCameNot() throws Exception {
    // the queue holds the ApplicationMaster and one worker
    session =
        start("--jobManagerMemory", "512", "-w", "300", "-Dslot.request.timeout=12s")
            .run()
            .orFail()
            .value("application.id");
    Command.Result job =
        cluster
            .flyshuttle("run", "--session", session, "--class", GatedSum.class.getName())
            .with(ProgramJar.path().toString(), "--gate", "hdfs:///queue/gate")
            .with("--output", "hdfs:///queue/out", "--parallelism", "4")
            .run();
    String waiting =
        job.err().lines().filter(line -> line.contains("Waiting: ")).reduce((a, b) -> b).orElse("");
    assertTrue(waiting.contains("waits for 4 slots"), job.err());
    assertTrue(waiting.contains("queue root." + Cluster.NARROW_QUEUE), job.err());
    assertTrue(waiting.contains("3 of 4 workers of 512 MB"), job.err());
    String error = errorLine(job);
    assertTrue(error.contains("NOT_ENOUGH_SLOTS"), error);
    assertTrue(error.contains("queue root." + Cluster.NARROW_QUEUE), error);
  }

  @Test
  void shouldTakeBackASessionThatTheQueueHasNoRoomFor() throws Exception {
    session =
        start("--jobManagerMemory", "512", "-w", "300").run().orFail().value("application.id");
    Command.Result second = start("--jobManagerMemory", "1024", "-w", "15").run();
    String error = errorLine(second);
    assertTrue(error.contains("QUEUE_NOT_USABLE"), error);
    assertTrue(error.contains("the session did not start within 15 s"), error);
    assertTrue(error.contains("queue root." + Cluster.NARROW_QUEUE + " is full"), error);
    Await.until("only the first is left", 300, () -> cluster.aliveApplications().size() == 1);
  }
}
