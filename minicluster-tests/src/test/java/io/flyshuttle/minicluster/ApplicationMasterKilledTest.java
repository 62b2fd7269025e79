// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.junit.jupiter.api.Test;

/**
 * A killed ApplicationMaster comes back as a second attempt and runs the jobs of the first; whoever
 * waits for one waits on.
 */
@ClusterTest
class ApplicationMasterKilledTest {

  @Test
  void shouldRunTheJobsOfTheFirstAttemptToTheirEnd() throws Exception {
    Cluster cluster = Cluster.get();
    try (Session session = Session.start(cluster)) {
      List<String> workers = session.awaitWorkers(2);
      Command.Running attached =
          session
              .run(GatedSum.class, "--gate", "hdfs:///master/gate", "--name", "attached")
              .with("--output", "hdfs:///master/attached")
              .start();
      String detached =
          session
              .runDetached(GatedSum.class, "--gate", "hdfs:///master/gate", "--name", "detached")
              .with("--output", "hdfs:///master/detached")
              .run()
              .orFail()
              .value("job.id");
      Await.until("both jobs run", 300, () -> running(session) == 2);
      cluster.killContainer(session.containers().get(0));
      Await.until(
          "the second attempt runs",
          300,
          () ->
              cluster
                  .yarn()
                  .getApplicationReport(ApplicationId.fromString(session.id()))
                  .getCurrentApplicationAttemptId()
                  .toString()
                  .endsWith("_000002"));
      Await.until("both jobs run again", 300, () -> running(session) == 2);
      List<String> now = session.containers();
      assertTrue(now.stream().anyMatch(id -> id.endsWith("_02_000001")), now.toString());
      assertEquals(workers, now.stream().filter(id -> id.contains("_01_")).toList());
      assertEquals(3, now.size(), "no worker is started anew: " + now);
      cluster.writeText("/master/gate", "");
      assertEquals("FINISHED", attached.await().orFail().value("job.status"));
      Await.until(
          "the detached job ends",
          300,
          () -> session.list().out().contains(detached + "\tFINISHED"));
      for (String output : List.of("/master/attached", "/master/detached")) {
        assertTrue(cluster.readLines(output).containsAll(GatedSumResult.LINES), output);
      }
    }
    Await.until("all processes are gone", 300, () -> cluster.processes("container_").isEmpty());
  }

  private static long running(Session session) {
    return session.list().out().lines().filter(line -> line.contains("\tRUNNING\t")).count();
  }
}
