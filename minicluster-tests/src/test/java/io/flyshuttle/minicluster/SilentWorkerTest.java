// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A worker whose process stands still, as on a node that swaps or hangs, is lost when it has been
 * silent for the heartbeat timeout: the reason is told, its container goes back, the job restarts.
 */
@ClusterTest
class SilentWorkerTest {

  @Test
  void shouldLoseTheWorkerThatIsSilent() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session session =
        Session.start(cluster, "-D", "heartbeat.interval=1s", "-D", "heartbeat.timeout=12s")) {
      List<String> before = session.awaitWorkers(2);
      Command.Running job =
          session
              .run(GatedSum.class, "--gate", "hdfs:///silent/gate")
              .with("--output", "hdfs:///silent/out", "--parallelism", "4", "--restarts", "3")
              .start();
      Await.until("the job runs", 300, () -> job.err().contains("RUNNING"));
      String silent = before.get(0);
      cluster.freezeContainer(silent);
      Await.until(
          "the job restarts",
          300,
          () -> {
            String said = job.err();
            return said.contains("RESTARTING")
                && said.contains(silent)
                && said.contains("heartbeat");
          });
      Await.until(
          "another container has replaced it",
          300,
          () -> {
            List<String> now = session.containers();
            return now.size() == 3 && !now.contains(silent);
          });
      cluster.writeText("/silent/gate", "");
      assertEquals("FINISHED", job.await().orFail().value("job.status"));
      assertTrue(cluster.readLines("/silent/out").containsAll(GatedSumResult.LINES));
      Await.until(
          "the process that stood still is gone", 300, () -> cluster.processes(silent).isEmpty());
      assertFalse(session.containers().contains(silent));
    }
  }
}
