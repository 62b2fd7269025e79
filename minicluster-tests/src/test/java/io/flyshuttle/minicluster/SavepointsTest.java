// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.minicluster.program.ExactSums;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A stream is stopped with a savepoint, looked at, and goes on from it with another parallelism;
 * its files on HDFS hold each line once.
 */
@ClusterTest
@SharedSession
class SavepointsTest {

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void shouldStopAndGoOnWithoutLossOrRepetition() throws Exception {
    Cluster cluster = Cluster.get();
    Session session = Session.shared(cluster);
    session.awaitWorkers(2);
    String[] program = {
      "--output", "hdfs:///stopped/out", "--checkpoints", "hdfs:///stopped/checkpoints"
    };
    String first = start(session, "2", program);
    String savepoint =
        cluster
            .flyshuttle("stop", "--session", session.id(), first)
            .with("-p", "hdfs:///stopped/savepoints")
            .run()
            .orFail()
            .value("savepoint.path");
    assertTrue(savepoint.contains("/stopped/savepoints/savepoint-"), savepoint);
    int lines = ExactSumsResult.checkPrefixes(cluster, "/stopped/out");
    assertTrue(lines > 0);

    String shown = cluster.flyshuttle("savepoint", "inspect", savepoint).run().orFail().out();
    assertTrue(shown.contains("uid \"counts\""), shown);
    assertTrue(shown.contains("keyed state"), shown);
    String explained =
        cluster
            .flyshuttle("savepoint", "explain", "--class", ExactSums.class.getName())
            .with(savepoint, ProgramJar.path().toString())
            .with(program)
            .run()
            .orFail()
            .out();
    assertTrue(explained.contains("uid \"counts\", id"), explained);
    assertTrue(explained.contains("The program can start from it"), explained);

    String second = start(session, "1", "-s", savepoint, program);
    String late =
        cluster
            .flyshuttle("savepoint", "--session", session.id(), second)
            .with("hdfs:///stopped/savepoints")
            .run()
            .orFail()
            .value("savepoint.path");
    assertTrue(late.contains("/stopped/savepoints/"), late);
    Command.Result checkpoints =
        cluster.flyshuttle("checkpoint", "--session", session.id(), "--list", second).run();
    assertTrue(checkpoints.orFail().out().contains("SAVEPOINT"), checkpoints.out());
    cluster
        .flyshuttle("stop", "--session", session.id(), second)
        .with("-p", "hdfs:///stopped/savepoints")
        .run()
        .orFail();
    assertTrue(ExactSumsResult.checkPrefixes(cluster, "/stopped/out") > lines);

    Command.Result wrong =
        cluster
            .flyshuttle("run", "-d", "--session", session.id(), "-s", "hdfs:///stopped/out")
            .with("--class", ExactSums.class.getName(), ProgramJar.path().toString())
            .with(program)
            .run();
    assertTrue(wrong.err().contains("CHECKPOINT_NOT_FOUND"), wrong.err());
  }

  private static String start(Session session, String parallelism, String[] program)
      throws Exception {
    return started(
        session, session.runDetached(ExactSums.class, program).with("--parallelism", parallelism));
  }

  private static String start(
      Session session, String parallelism, String option, String savepoint, String[] program)
      throws Exception {
    return started(
        session,
        Cluster.get()
            .flyshuttle("run", "-d", "--session", session.id(), option, savepoint)
            .with("--class", ExactSums.class.getName(), ProgramJar.path().toString())
            .with(program)
            .with("--parallelism", parallelism));
  }

  /** Runs a command that submits a job, and waits for the job's first checkpoint. */
  private static String started(Session session, Command command) throws Exception {
    String job = command.run().orFail().value("job.id");
    Await.until(
        "a checkpoint is complete",
        300,
        () ->
            Cluster.get()
                .flyshuttle("checkpoint", "--session", session.id(), "--list", job)
                .run()
                .out()
                .contains("COMPLETED"));
    assertEquals(32, job.length());
    return job;
  }
}
