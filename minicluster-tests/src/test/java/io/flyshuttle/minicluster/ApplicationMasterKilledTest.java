// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.junit.jupiter.api.Test;

/** A killed ApplicationMaster comes back as a second attempt, and says which jobs were lost. */
@ClusterTest
class ApplicationMasterKilledTest {

  @Test
  void shouldComeBackAndSayWhatWasLost() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session session = Session.start(cluster)) {
      session.awaitWorkers(2);
      String job =
          session
              .runDetached(GatedSum.class, "--gate", "hdfs:///master/gate")
              .with("--output", "hdfs:///master/out", "--name", "the lost one")
              .run()
              .orFail()
              .value("job.id");
      Await.until("the job runs", 60, () -> session.list().out().contains("RUNNING"));
      cluster.killContainer(session.containers().get(0));
      Await.until(
          "the second attempt runs",
          60,
          () ->
              cluster
                  .yarn()
                  .getApplicationReport(ApplicationId.fromString(session.id()))
                  .getCurrentApplicationAttemptId()
                  .toString()
                  .endsWith("_000002"));
      Await.until("the session answers again", 60, () -> session.list().status() == 0);
      String line =
          session.list().out().lines().filter(l -> l.contains(job)).findFirst().orElse("");
      assertTrue(line.contains("the lost one"), line);
      assertTrue(line.contains("FAILED") || line.contains("LOST"), line);
      cluster.writeText("/master/gate", "");
      Command.Result next =
          session
              .run(GatedSum.class, "--gate", "hdfs:///master/gate")
              .with("--output", "hdfs:///master/out2")
              .run()
              .orFail();
      assertEquals("FINISHED", next.value("job.status"));
    }
  }
}
