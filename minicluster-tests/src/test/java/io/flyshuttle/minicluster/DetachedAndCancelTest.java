// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.Arguments;
import io.flyshuttle.minicluster.program.GatedSum;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A detached run goes on without its client, and can be listed and canceled. */
@ClusterTest
@SharedSession
class DetachedAndCancelTest {
  private static Cluster cluster;
  private static Session session;

  @BeforeAll
  static void startSession() {
    cluster = Cluster.get();
    session = Session.shared(cluster);
  }

  private static String stateOf(String job) {
    return session.list("--all").out().lines().filter(l -> l.contains(job)).findFirst().orElse("");
  }

  @Test
  void shouldGoOnWithoutItsClientAndBeCanceled() throws Exception {
    String job =
        session
            .runDetached(GatedSum.class, "--gate", "hdfs:///never", "--output", "hdfs:///d/out")
            .run()
            .orFail()
            .value("job.id");
    Await.until("the job runs", 300, () -> stateOf(job).contains("RUNNING"));
    cluster.flyshuttle("cancel", "--session", session.id(), job).run().orFail();
    Await.until("the job is canceled", 300, () -> stateOf(job).contains("CANCELED"));
    cluster.writeText("/d/gate", "");
    Command.Result next =
        session
            .run(GatedSum.class, "--gate", "hdfs:///d/gate", "--output", "hdfs:///d/next")
            .with("--parallelism", "4")
            .run()
            .orFail();
    assertEquals("FINISHED", next.value("job.status"), "the canceled job's slots are free");
  }

  @Test
  void shouldPassArgumentsUnchanged() throws Exception {
    session
        .run(Arguments.class, "hdfs:///d/arguments", "two words", "--dashed", "-x", "*")
        .run()
        .orFail();
    assertEquals(List.of("two words", "--dashed", "-x", "*"), cluster.readLines("/d/arguments"));
  }

  @Test
  void shouldShowThePlanWithoutRunning() {
    Command.Result result =
        cluster
            .flyshuttle("info", "--class", GatedSum.class.getName())
            .with(ProgramJar.path().toString(), "--gate", "g", "--output", "hdfs:///d/info")
            .run()
            .orFail();
    assertTrue(result.out().contains("\"parallelism\""), result.toString());
  }
}
