// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.ExactSums;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.SafeModeAction;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A stream with checkpoints lives through a DataNode that stops, a NameNode in safe mode and one
 * that is away: its output is exact, and no checkpoint is left over.
 */
@ClusterTest
class HdfsAwayTest {
  private static final int AWAY_MILLIS = 5_000;

  /** Whether a list has shown a checkpoint that failed; later ones may not show it any more. */
  private boolean hasFailed;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldBeExactThoughHdfsGoesAway() throws Exception {
    Cluster cluster = Cluster.get();
    DistributedFileSystem hdfs = (DistributedFileSystem) cluster.hdfs();
    try (Session session = Session.start(cluster)) {
      session.awaitWorkers(2);
      String job =
          session
              .runDetached(ExactSums.class)
              .with("--output", "hdfs:///away/sums", "--windows", "hdfs:///away/windows")
              .with("--checkpoints", "hdfs:///away/checkpoints")
              .run()
              .orFail()
              .value("job.id");
      awaitCheckpoints(session, job, "COMPLETED", 2);

      hdfs.setSafeMode(SafeModeAction.ENTER);
      awaitMillis(AWAY_MILLIS);
      hdfs.setSafeMode(SafeModeAction.LEAVE);
      awaitOneMore(session, job);

      cluster.tell("stop-datanode");
      awaitMillis(AWAY_MILLIS);
      cluster.tell("start-datanode");
      awaitOneMore(session, job);

      cluster.tell("stop-namenode");
      awaitMillis(AWAY_MILLIS);
      cluster.tell("start-namenode");
      awaitOneMore(session, job);

      assertTrue(hasFailed, "no checkpoint has failed meanwhile");
      cluster
          .flyshuttle("stop", "--session", session.id(), job)
          .with("-p", "hdfs:///away/savepoints")
          .run()
          .orFail();
      assertTrue(ExactSumsResult.checkPrefixes(cluster, "/away/sums") > 0);
      assertTrue(ExactSumsResult.checkWindowPrefixes(cluster, "/away/windows", 2) > 0);
      Await.until(
          "no checkpoint is left",
          300,
          () -> cluster.hdfs().listStatus(new Path("/away/checkpoints")).length == 0);
    }
  }

  private String checkpoints(Session session, String job) {
    String list =
        Cluster.get()
            .flyshuttle("checkpoint", "--session", session.id(), "--list", job)
            .run()
            .orFail()
            .out();
    hasFailed |= list.contains("FAILED");
    return list;
  }

  private long newest(Session session, String job, String status) {
    return checkpoints(session, job)
        .lines()
        .filter(line -> line.contains(status))
        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[0]))
        .max()
        .orElse(0);
  }

  private void awaitCheckpoints(Session session, String job, String status, long id)
      throws Exception {
    Callable<Boolean> reached = () -> newest(session, job, status) >= id;
    Await.until("checkpoint " + id + " is " + status, 300, reached);
  }

  private void awaitOneMore(Session session, String job) throws Exception {
    awaitCheckpoints(session, job, "COMPLETED", newest(session, job, "COMPLETED") + 1);
  }

  private static void awaitMillis(int millis) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    Await.until("the time comes", millis / 1_000 + 5, () -> System.nanoTime() >= end);
  }
}
