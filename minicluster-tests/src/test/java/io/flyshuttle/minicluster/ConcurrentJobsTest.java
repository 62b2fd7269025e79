// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.GatedSum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three jobs at once in one session all run, and all are right. */
@ClusterTest
@SharedSession
class ConcurrentJobsTest {

  @Test
  void shouldRunThreeJobsAtOnce() throws Exception {
    Cluster cluster = Cluster.get();
    Session session = Session.shared(cluster);
    List<Command.Running> running = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      running.add(
          session
              .run(
                  GatedSum.class,
                  "--gate",
                  "hdfs:///concurrent/gate",
                  "--output",
                  "hdfs:///concurrent/out" + i,
                  "--parallelism",
                  "1",
                  "--name",
                  "sum " + i)
              .start());
    }
    Await.until(
        "three jobs run",
        300,
        () -> session.list().out().lines().filter(l -> l.contains("RUNNING")).count() == 3);
    cluster.writeText("/concurrent/gate", "");
    for (Command.Running command : running) {
      assertEquals("FINISHED", command.await().orFail().value("job.status"));
    }
    for (int i = 0; i < 3; i++) {
      assertTrue(
          cluster.readLines("/concurrent/out" + i).containsAll(GatedSumResult.LINES),
          "result " + i);
    }
  }
}
