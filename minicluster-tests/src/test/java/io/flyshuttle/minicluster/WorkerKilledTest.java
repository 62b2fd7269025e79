// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A killed worker is replaced, its job restarts, and the result is right. */
@ClusterTest
@SharedSession
class WorkerKilledTest {

  @Test
  void shouldReplaceTheWorkerAndRestartTheJob() throws Exception {
    Cluster cluster = Cluster.get();
    Session session = Session.shared(cluster);
    List<String> before = session.awaitWorkers(2);
    Command.Running job =
        session
            .run(GatedSum.class, "--gate", "hdfs:///killed/gate")
            .with("--output", "hdfs:///killed/out", "--parallelism", "4", "--restarts", "3")
            .start();
    Await.until("the job runs", 300, () -> job.err().contains("RUNNING"));
    cluster.killContainer(before.get(0));
    Await.until(
        "another container has replaced it",
        300,
        () -> {
          List<String> now = session.containers();
          return now.size() == 3 && !now.contains(before.get(0));
        });
    Await.until("the job restarts", 300, () -> job.err().contains("RESTARTING"));
    cluster.writeText("/killed/gate", "");
    assertEquals("FINISHED", job.await().orFail().value("job.status"));
    assertTrue(cluster.readLines("/killed/out").containsAll(GatedSumResult.LINES));
    List<String> after = session.containers();
    assertEquals(3, after.size(), "no more containers than were asked for: " + after);
    assertFalse(after.contains(before.get(0)));
  }
}
