// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.MasterMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Failures while a job ends or is being stopped. */
final class CheckpointAtTheEndTest {
  private static final long INTERVAL = 1_000;

  private final TestSession session = new TestSession();

  @Test
  void whenAJobFailsWhileItStopsWithASavepointThenAllItsTasksGoOnFromThatSavepoint() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(CheckpointTest.pipeline(CheckpointTest.plain(), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledgeAll(1);
    CompletableFuture<String> asked =
        session.manager.save(id, CheckpointKind.SAVEPOINT_AND_STOP, "");
    session.control.run();
    a.acknowledgeAll(2);
    a.finish(a.task(0, 0));
    a.fail(a.task(1, 0), ErrorCode.CHANNEL_LOST);
    session.control.run();
    assertTrue(asked.isCompletedExceptionally());
    session.control.advance(2_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    // side effects of the savepoint may be there: not from checkpoint 1
    assertEquals(2, a.tasks.get(a.task(0, 0)).restore().checkpointId());
    assertEquals(2, a.tasks.get(a.task(1, 0)).restore().checkpointId());
  }

  @Test
  void whenAJobFailsWhileItStopsDrainedThenItDoesNotGoOn() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(CheckpointTest.pipeline(CheckpointTest.plain(), 1).build());
    a.allRunning();
    session.manager.save(id, CheckpointKind.SAVEPOINT_AND_DRAIN, "");
    session.control.run();
    a.acknowledgeAll(1);
    a.fail(a.task(1, 0), ErrorCode.CHANNEL_LOST);
    session.control.run();
    assertEquals(JobStatus.FAILED, session.status(id));
  }

  @Test
  void whenTheLastCheckpointFailsThenItIsTriedAgainAfterAPause() {
    FakeWorker a = session.worker("a", 1);
    session.submit(CheckpointTest.pipeline(CheckpointTest.plain(), 1).build());
    a.allRunning();
    a.finish(a.task(0, 0));
    session.manager.onMessage(new MasterMessage.FinalCheckpointAwaited("a", a.task(1, 0)));
    session.control.run();
    session.storage.failure = new FlyshuttleException(ErrorCode.SAFE_MODE, "safe mode");
    a.acknowledgeAll(1);
    assertEquals(List.of(1L), CheckpointTest.aborted(a));
    assertEquals(List.of(1L), CheckpointTest.triggers(a), "not again at once");
    session.storage.failure = null;
    session.control.advance(INTERVAL);
    assertEquals(List.of(1L, 2L), CheckpointTest.triggers(a));
    a.acknowledgeAll(2);
    assertEquals(List.of(2L), CheckpointTest.completed(a));
  }
}
