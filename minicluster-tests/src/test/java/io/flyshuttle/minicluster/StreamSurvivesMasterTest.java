// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.CheckpointedSum;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/**
 * A stream with checkpoints goes on where its last checkpoint was when the ApplicationMaster is
 * killed: not from its beginning, and with the right sums.
 */
@ClusterTest
class StreamSurvivesMasterTest {

  @Test
  void shouldGoOnFromTheLastCheckpoint() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session session = Session.start(cluster)) {
      List<String> workers = session.awaitWorkers(2);
      Command.Running job =
          session
              .run(CheckpointedSum.class, "--gate", "hdfs:///survive/gate")
              .with("--output", "hdfs:///survive/out")
              .start();
      Await.until("three checkpoints are complete", 300, () -> newest(cluster, session.id()) >= 3);
      cluster.killContainer(session.containers().get(0));
      long before = newest(cluster, session.id());
      Await.until(
          "the next attempt completes more", 300, () -> newest(cluster, session.id()) > before + 1);
      cluster.writeText("/survive/gate", "");
      assertEquals("FINISHED", job.await().orFail().value("job.status"));
      CheckpointedSumResult.check(cluster.readLines("/survive/out"));
      List<String> now = session.containers();
      assertTrue(now.containsAll(workers), "the workers " + workers + " stay: " + now);
    }
  }

  private static long newest(Cluster cluster, String application) throws IOException {
    return cluster.newestCheckpoint(
        new Path(
            cluster.hdfs().getHomeDirectory(),
            ".flyshuttle/sessions/" + application + "/checkpoints"));
  }
}
