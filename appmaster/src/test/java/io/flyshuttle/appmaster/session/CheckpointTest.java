// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport.Status;
import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.CheckpointSettings.Retention;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.CheckpointProgress.Stage;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.message.WorkerMessage.CheckpointAborted;
import io.flyshuttle.protocol.message.WorkerMessage.CheckpointCompleted;
import io.flyshuttle.protocol.message.WorkerMessage.TriggerCheckpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checkpoints of a job whose workers are fakes, with a clock moved by hand. */
class CheckpointTest {
  private static final long INTERVAL = 1_000;
  private static final long TIMEOUT = 5_000;
  private static final TaskSnapshot NO_STATE = new TaskSnapshot(List.of(), List.of(), false);

  private final TestSession session = new TestSession();

  private static CheckpointSettings settings(
      long pause, int concurrent, int tolerable, Retention retention, int retained) {
    return new CheckpointSettings(
        INTERVAL,
        CheckpointingMode.EXACTLY_ONCE,
        TIMEOUT,
        pause,
        concurrent,
        tolerable,
        false,
        0,
        retention,
        retained,
        "file:/checkpoints",
        "file:/savepoints",
        "",
        false,
        false);
  }

  static CheckpointSettings plain() {
    return settings(0, 1, -1, Retention.DELETE, 1);
  }

  static Graphs pipeline(CheckpointSettings settings, int parallelism) {
    return new Graphs()
        .checkpoints(settings)
        .vertex("source", parallelism)
        .vertex("sink", parallelism)
        .shuffle(0, 1);
  }

  static List<Long> triggers(FakeWorker worker) {
    return worker.heard(TriggerCheckpoint.class).stream()
        .map(t -> t.barrier().checkpointId())
        .toList();
  }

  static List<Long> completed(FakeWorker worker) {
    return worker.heard(CheckpointCompleted.class).stream()
        .map(CheckpointCompleted::checkpointId)
        .toList();
  }

  static List<Long> aborted(FakeWorker worker) {
    return worker.heard(CheckpointAborted.class).stream()
        .map(CheckpointAborted::checkpointId)
        .toList();
  }

  private static TaskSnapshot keyed(JobGraph graph, int vertex, KeyGroupRange range, String file) {
    OperatorID operator = graph.vertices().get(vertex).operators().get(0).id();
    StateBlob header = new StateBlob(new byte[] {1}, "", 0, 1, 0);
    List<KeyedStatePart> parts =
        IntStream.range(range.start(), range.end())
            .mapToObj(
                g ->
                    new KeyedStatePart(
                        new KeyGroupRange(g, g + 1),
                        List.of(new StateBlob(null, file, 10L * g, 10, 7))))
            .toList();
    KeyedStateHandle handle =
        new KeyedStateHandle(KeyedStateHandle.CANONICAL, range, header, parts);
    return new TaskSnapshot(
        List.of(new OperatorSnapshot(operator, handle, null, false)), List.of(), false);
  }

  private CheckpointReport.Summary summary(JobID id) {
    return session.now(session.manager.checkpoints(id));
  }

  @Test
  void shouldTriggerSourcesOnceAllTasksRunAndThenAtTheInterval() {
    FakeWorker a = session.worker("a", 2);
    session.submit(pipeline(plain(), 2).build());
    session.control.advance(5 * INTERVAL);
    assertEquals(List.of(), triggers(a), "not all tasks run");
    a.allRunning();
    session.control.advance(INTERVAL - 1);
    assertEquals(List.of(), triggers(a));
    session.control.advance(1);
    TriggerCheckpoint first = a.heard(TriggerCheckpoint.class).get(0);
    assertEquals(1, first.barrier().checkpointId());
    assertEquals(List.of(a.task(0, 0), a.task(0, 1)), first.triggered());
    assertEquals(4, first.tasks());
    a.acknowledgeAll(1);
    assertEquals(List.of(1L), completed(a));
    session.control.advance(INTERVAL);
    assertEquals(List.of(1L, 2L), triggers(a));
  }

  @Test
  void whenACheckpointTakesLongThenTheNextWaitsForItAndForThePause() {
    FakeWorker a = session.worker("a", 1);
    session.submit(pipeline(settings(300, 1, -1, Retention.DELETE, 1), 1).build());
    a.allRunning();
    session.control.advance(3 * INTERVAL);
    assertEquals(List.of(1L), triggers(a));
    a.acknowledgeAll(1);
    session.control.advance(299);
    assertEquals(List.of(1L), triggers(a));
    session.control.advance(1);
    assertEquals(List.of(1L, 2L), triggers(a));
  }

  @Test
  void whenTwoMayBeUnderWayThenTheEarlierIsGivenUpOnceTheLaterIsComplete() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(settings(0, 2, 0, Retention.DELETE, 1), 1).build());
    a.allRunning();
    session.control.advance(3 * INTERVAL);
    assertEquals(List.of(1L, 2L), triggers(a));
    a.acknowledgeAll(2);
    assertEquals(List.of(2L), completed(a));
    assertEquals(List.of(1L), aborted(a));
    assertEquals(JobStatus.RUNNING, session.status(id), "that is no failure");
    assertEquals(1, session.storage.published.size());
  }

  @Test
  void whenACheckpointTimesOutThenItSaysWhoIsMissingAndItsFilesAreDeleted() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(plain(), 2).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledge(a.task(0, 0), 1, NO_STATE);
    a.acknowledge(a.task(0, 1), 1, NO_STATE);
    a.acknowledge(a.task(1, 0), 1, NO_STATE);
    session.control.advance(TIMEOUT);
    assertEquals(List.of(1L), aborted(a));
    assertEquals(List.of(1L), session.storage.abortedDeleted);
    CheckpointReport.Line line = summary(id).history().get(1);
    assertEquals(Status.FAILED, line.status());
    assertEquals(ErrorCode.TIMED_OUT, line.code());
    assertTrue(line.reason().contains("sink (2/2)"), line.reason());
    assertEquals(3, line.acknowledged());
    assertEquals(4, line.tasks());
    CheckpointReport.Detail detail = session.now(session.manager.checkpoint(id, 1)).orElseThrow();
    assertTrue(detail.parts().get(3).isMissing());
    assertFalse(detail.parts().get(2).isMissing());
    assertEquals(JobStatus.RUNNING, session.status(id), "any number may fail unless it is set");
    a.acknowledge(a.task(1, 1), 1, NO_STATE);
    assertEquals(List.of(), completed(a));
  }

  private String reasonAfterTimeout(FakeWorker a, JobID id, CheckpointProgress... progress) {
    session.control.advance(INTERVAL);
    a.progress = List.of(progress);
    session.control.advance(TIMEOUT);
    a.progress = List.of();
    CheckpointReport.Line failed =
        summary(id).history().stream().filter(l -> l.status() == Status.FAILED).findFirst().get();
    assertEquals(ErrorCode.TIMED_OUT, failed.code());
    return failed.reason();
  }

  @Test
  void whenBarriersDoNotComeThroughThenTheTasksThatHoldThemUpAreNamedWithWhatTheyDo() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(plain(), 2).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledge(a.task(0, 0), 1, NO_STATE);
    a.acknowledge(a.task(0, 1), 1, NO_STATE);
    String reason =
        reasonAfterTimeout(
            a,
            id,
            new CheckpointProgress(
                a.task(1, 1), 1, Stage.ALIGNING, 4_000, "that of input 0 is not there"));
    assertTrue(reason.contains("wait behind records"), reason);
    assertTrue(reason.contains("2 tasks have not come to the barrier"), reason);
    assertTrue(reason.contains("sink (1/2) on a [no barrier has reached it"), reason);
    assertTrue(
        reason.contains(
            "sink (2/2) on a [waiting for barriers for 4000 ms: that of input 0 is not there"),
        reason);
    CheckpointReport.Detail detail = session.now(session.manager.checkpoint(id, 1)).orElseThrow();
    assertEquals("no barrier has reached it", detail.parts().get(2).doing());
    assertEquals("", detail.parts().get(0).doing());
  }

  @Test
  void whenTasksStillWriteThenTheFileSystemIsSaidToBeSlow() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledge(a.task(1, 0), 1, NO_STATE);
    String reason =
        reasonAfterTimeout(
            a, id, new CheckpointProgress(a.task(0, 0), 1, Stage.WRITING, 3_500, ""));
    assertTrue(reason.contains("the file system is slow: 1 task still writes state to"), reason);
    assertTrue(reason.contains("source (1/1) on a [writing for 3500 ms]"), reason);
  }

  @Test
  void whenASourceOrASnapshotIsSlowThenThatIsSaid() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    String source =
        reasonAfterTimeout(
            a, id, new CheckpointProgress(a.task(0, 0), 1, Stage.TRIGGERED, 3_000, ""));
    assertTrue(source.contains("a source does not come to it"), source);
    assertTrue(source.contains("told to begin 3000 ms ago"), source);
    String snapshot =
        reasonAfterTimeout(
            a, id, new CheckpointProgress(a.task(0, 0), 2, Stage.SNAPSHOT, 3_000, ""));
    assertTrue(snapshot.contains("the program's own snapshot is slow"), snapshot);
  }

  @Test
  void whenMoreFailThanAreToleratedThenTheJobRestartsFromTheLastGoodOne() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(settings(0, 1, 1, Retention.DELETE, 1), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledgeAll(1);
    for (long failing = 2; failing <= 3; failing++) {
      assertEquals(JobStatus.RUNNING, session.status(id));
      session.control.advance(INTERVAL);
      Failure reason = new Failure(ErrorCode.DISK_FULL, "no space", "", "", 0);
      session.manager.onMessage(
          new MasterMessage.CheckpointDeclined("a", a.task(1, 0), failing, reason));
      session.control.run();
    }
    assertEquals(JobStatus.RESTARTING, session.status(id));
    assertEquals(ErrorCode.DISK_FULL, summary(id).history().get(0).code());
    assertTrue(summary(id).history().get(0).reason().contains("sink (1/1)"));
    session.control.advance(2_000);
    assertEquals(1, a.tasks.get(a.task(1, 0)).restore().checkpointId());
    a.allRunning();
    session.control.advance(INTERVAL);
    assertEquals(List.of(1L, 2L, 3L, 4L), triggers(a), "ids rise across restarts");
  }

  @Test
  void whenAWorkerIsLostThenTasksRestoreAndLatePartsOfTheOldAttemptAreIgnored() {
    FakeWorker a = session.worker("a", 1);
    FakeWorker b = session.worker("b", 1);
    JobGraph graph = pipeline(plain(), 2).build();
    JobID id = session.submit(graph);
    a.allRunning();
    b.allRunning();
    session.control.advance(INTERVAL);
    for (FakeWorker worker : List.of(a, b)) {
      for (AttemptID task : List.copyOf(worker.tasks.keySet())) {
        KeyGroupRange range = KeyGroupRange.of(task.subtask(), 128, 2);
        worker.acknowledge(
            task, 1, task.vertex() == 1 ? keyed(graph, 1, range, "chk-1/" + worker.id) : NO_STATE);
      }
    }
    session.control.advance(INTERVAL);
    AttemptID old = a.task(0, 0);
    session.kill(b);
    assertEquals(List.of(2L), aborted(a));
    session.control.advance(2_000);
    FakeWorker c = session.worker("c", 1);
    assertEquals(JobStatus.RUNNING, session.status(id));
    for (FakeWorker worker : List.of(a, c)) {
      worker.tasks.forEach(
          (task, deployment) -> {
            TaskRestore restore = deployment.restore();
            assertEquals(1, restore.checkpointId());
            assertEquals("file:/checkpoints/" + id, restore.base());
            assertFalse(restore.ended());
            if (task.vertex() == 1) {
              KeyedStateHandle handle = restore.operators().get(0).keyed().get(0);
              assertEquals(KeyGroupRange.of(task.subtask(), 128, 2), handle.keyGroups());
              assertEquals(64, handle.parts().size());
            }
          });
    }
    a.allRunning();
    c.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledge(old, 3, NO_STATE);
    a.acknowledgeAll(3);
    c.acknowledgeAll(3);
    assertEquals(List.of(1L, 3L), completed(a));
    assertEquals(1, summary(id).restored());
  }

  @Test
  void whenTheNewestIsDamagedThenTheOneBeforeIsRestored() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(settings(0, 1, -1, Retention.DELETE, 2), 1).build());
    a.allRunning();
    for (long n = 1; n <= 3; n++) {
      session.control.advance(INTERVAL);
      a.acknowledgeAll(n);
    }
    assertEquals(List.of("file:/checkpoints/" + id + "/chk-1"), session.storage.deleted);
    a.fail(a.task(0, 0), ErrorCode.CONTAINER_LOST);
    session.control.advance(2_000);
    assertEquals(3, a.tasks.get(a.task(0, 0)).restore().checkpointId());
    a.fail(a.task(1, 0), ErrorCode.CHECKPOINT_DAMAGED);
    session.control.advance(5_000);
    assertEquals(2, a.tasks.get(a.task(0, 0)).restore().checkpointId());
    a.fail(a.task(1, 0), ErrorCode.CHECKPOINT_DAMAGED);
    session.control.advance(5_000);
    assertEquals(JobStatus.FAILED, session.status(id), "there is none left");
    assertEquals(ErrorCode.CHECKPOINT_DAMAGED, session.job(id).failure().code());
  }

  @Test
  void whenSourcesHaveFinishedThenTheirSuccessorsAreTriggeredAndRestoreAsEnded() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(plain(), 2).build());
    a.allRunning();
    a.finish(a.task(0, 0));
    session.control.advance(INTERVAL);
    assertEquals(List.of(a.task(0, 1)), a.heard(TriggerCheckpoint.class).get(0).triggered());
    a.finish(a.task(0, 1));
    assertEquals(
        List.of(a.task(1, 0), a.task(1, 1)),
        a.heard(TriggerCheckpoint.class).get(1).triggered(),
        "no barrier will reach them any more");
    a.acknowledgeAll(1);
    assertEquals(List.of(1L), completed(a));
    a.fail(a.task(1, 0), ErrorCode.CONTAINER_LOST);
    session.control.advance(2_000);
    assertTrue(a.tasks.get(a.task(0, 0)).restore().ended());
    assertTrue(a.tasks.get(a.task(0, 1)).restore().ended());
    assertFalse(a.tasks.get(a.task(1, 1)).restore().ended());
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    assertTrue(session.storage.deleted.contains("file:/checkpoints/" + id));
  }

  @Test
  void whenAllThatRunWaitForTheFinalCheckpointThenItIsMadeAtOnce() {
    FakeWorker a = session.worker("a", 1);
    session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    a.finish(a.task(0, 0));
    assertEquals(List.of(), triggers(a));
    session.manager.onMessage(new MasterMessage.FinalCheckpointAwaited("a", a.task(1, 0)));
    session.control.run();
    assertEquals(List.of(1L), triggers(a));
    assertEquals(List.of(a.task(1, 0)), a.heard(TriggerCheckpoint.class).get(0).triggered());
    a.acknowledgeAll(1);
    assertEquals(List.of(1L), completed(a));
  }

  @Test
  void whenTheMetadataCannotBeWrittenThenTheCheckpointFailsAndSaysSo() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    session.storage.failure =
        new FlyshuttleException(ErrorCode.ACCESS_DENIED, "permission denied: user=x");
    a.acknowledgeAll(1);
    assertEquals(List.of(), completed(a));
    assertEquals(List.of(1L), aborted(a));
    CheckpointReport.Line line = summary(id).history().get(0);
    assertEquals(ErrorCode.ACCESS_DENIED, line.code());
    assertTrue(line.reason().contains("metadata"), line.reason());
  }

  @Test
  void shouldTellTasksOnlyWhenTheMetadataIsDurable() {
    FakeWorker a = session.worker("a", 1);
    session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    session.storage.holdPublishing = true;
    session.control.advance(INTERVAL);
    a.acknowledgeAll(1);
    assertEquals(List.of(), completed(a));
    session.storage.held.get(0).run();
    session.control.run();
    assertEquals(List.of(1L), completed(a));
  }

  @Test
  void shouldKeepSplitsThatWereReadBeforeTheCheckpointAndDealTheOthersAgain() {
    FakeWorker a = session.worker("a", 1);
    List<InputSplitSpec> splits =
        List.of(
            new InputSplitSpec(new byte[] {1}, List.of(), 1),
            new InputSplitSpec(new byte[] {2}, List.of(), 1),
            new InputSplitSpec(new byte[] {3}, List.of(), 1));
    session.submit(
        new Graphs()
            .checkpoints(plain())
            .vertex("source", 1, "default", "", splits, new byte[0], 0)
            .build());
    a.allRunning();
    session.manager.onMessage(new MasterMessage.RequestSplit("a", a.task(0, 0), 0));
    session.control.advance(INTERVAL);
    session.manager.onMessage(new MasterMessage.RequestSplit("a", a.task(0, 0), 1));
    a.acknowledgeAll(1);
    a.fail(a.task(0, 0), ErrorCode.CONTAINER_LOST);
    session.control.advance(2_000);
    for (int request = 0; request < 3; request++) {
      session.manager.onMessage(new MasterMessage.RequestSplit("a", a.task(0, 0), request));
    }
    session.control.run();
    List<WorkerMessage.SplitAssigned> dealt = a.heard(WorkerMessage.SplitAssigned.class);
    List<Integer> again =
        dealt.subList(2, 5).stream()
            .map(s -> s.split() == null ? 0 : (int) s.split()[0])
            .sorted()
            .toList();
    assertEquals(List.of(0, 2, 3), again);
  }

  @Test
  void shouldMakeSavepointsAndRestoreAnotherParallelismFromThem() {
    FakeWorker a = session.worker("a", 2);
    JobGraph graph = pipeline(plain(), 2).build();
    JobID id = session.submit(graph);
    a.allRunning();
    CompletableFuture<String> asked =
        session.manager.save(id, CheckpointKind.SAVEPOINT, "file:/mine/");
    session.control.run();
    for (AttemptID task : List.copyOf(a.tasks.keySet())) {
      a.acknowledge(
          task,
          1,
          task.vertex() == 0
              ? NO_STATE
              : keyed(graph, 1, KeyGroupRange.of(task.subtask(), 128, 2), "a-0.segment"));
    }
    String path = session.now(asked);
    assertTrue(path.startsWith("file:/mine/savepoint-" + id.toString().substring(0, 6)), path);
    assertEquals(List.of(), completed(a), "side effects wait for the next checkpoint");
    session.now(session.manager.cancel(id));
    assertTrue(session.storage.published.containsKey(path));

    RestoreSettings restore = new RestoreSettings(path, false, false, Map.of());
    JobID next =
        session.submit(
            new Graphs()
                .restore(restore)
                .checkpoints(plain())
                .vertex("source", 1)
                .vertex("sink", 1)
                .shuffle(0, 1)
                .build());
    TaskRestore sink = a.tasks.get(a.task(1, 0)).restore();
    assertEquals(path, sink.base());
    assertEquals(2, sink.operators().get(0).keyed().size());
    assertEquals(
        128,
        sink.operators().get(0).keyed().stream().mapToInt(handle -> handle.parts().size()).sum());
    a.allRunning();
    session.control.advance(INTERVAL);
    assertEquals(2, a.heard(TriggerCheckpoint.class).get(1).barrier().checkpointId());
    a.acknowledgeAll(2);
    assertTrue(session.storage.published.containsKey(path), "it was not claimed");
    assertEquals(JobStatus.RUNNING, session.status(next));
  }

  @Test
  void whenTheProgramLacksAnOperatorThenTheRestoreIsRefusedUnlessAllowed() {
    FakeWorker a = session.worker("a", 2);
    JobGraph graph = pipeline(plain(), 1).build();
    JobID id = session.submit(graph);
    a.allRunning();
    CompletableFuture<String> asked = session.manager.save(id, CheckpointKind.SAVEPOINT, "");
    session.control.run();
    a.acknowledge(a.task(0, 0), 1, NO_STATE);
    a.acknowledge(a.task(1, 0), 1, keyed(graph, 1, new KeyGroupRange(0, 128), "a-0.segment"));
    String path = session.now(asked);
    Graphs less = new Graphs().checkpoints(plain()).vertex("source", 1);
    FlyshuttleException refused =
        refusal(less.restore(new RestoreSettings(path, false, false, Map.of())).build());
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, refused.code());
    String operator = graph.vertices().get(1).operators().get(0).id().toString();
    assertTrue(refused.getMessage().contains(operator), refused.getMessage());
    assertTrue(refused.getMessage().contains("--allowNonRestoredState"), refused.getMessage());
    session.submit(less.restore(new RestoreSettings(path, true, false, Map.of())).build());
    refused = refusal(less.restore(new RestoreSettings("file:/no", true, false, Map.of())).build());
    assertEquals(ErrorCode.CHECKPOINT_NOT_FOUND, refused.code());
  }

  private FlyshuttleException refusal(JobGraph graph) {
    CompletableFuture<JobID> submitted = session.manager.submit(graph);
    session.control.run();
    CompletionException thrown = assertThrows(CompletionException.class, submitted::join);
    return (FlyshuttleException) thrown.getCause();
  }

  @Test
  void whenItStopsWithASavepointThenItEndsAsFinishedAndNoOtherCheckpointIsMade() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    CompletableFuture<String> asked =
        session.manager.save(id, CheckpointKind.SAVEPOINT_AND_STOP, "");
    session.control.run();
    a.acknowledgeAll(1);
    assertEquals(List.of(1L), completed(a));
    // before anybody made a side effect
    assertEquals(List.copyOf(session.storage.published.keySet()), session.storage.noted);
    assertFalse(asked.isDone(), "the job has not ended");
    session.control.advance(10 * INTERVAL);
    assertEquals(List.of(1L), triggers(a));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    assertTrue(session.now(asked).startsWith("file:/savepoints/savepoint-"));
  }

  @Test
  void whenCheckpointsAreKeptThenCancellationKeepsThemAndTheEndOfDataDoesNot() {
    FakeWorker a = session.worker("a", 1);
    CheckpointSettings kept = settings(0, 1, -1, Retention.RETAIN_ON_CANCELLATION, 1);
    JobID id = session.submit(pipeline(kept, 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledgeAll(1);
    session.now(session.manager.cancel(id));
    String path = "file:/checkpoints/" + id + "/chk-1";
    assertTrue(session.storage.published.containsKey(path));
    session.submit(
        pipeline(kept, 1).restore(new RestoreSettings(path, false, true, Map.of())).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledgeAll(2);
    assertFalse(session.storage.published.containsKey(path), "claimed, and a newer one is there");
    a.finishAll();
    assertTrue(session.storage.published.isEmpty(), session.storage.published.toString());
  }

  @Test
  void whenTheDirectoryCannotBeWrittenThenTheJobIsNotAccepted() {
    session.storage.failure =
        new FlyshuttleException(ErrorCode.INVALID_OPTION, "cannot be written");
    assertEquals(ErrorCode.INVALID_OPTION, refusal(pipeline(plain(), 1).build()).code());
    assertEquals(0, session.now(session.manager.jobs()).size());
  }

  @Test
  void whenABatchJobIsToBeSavedThenItSaysWhyNot() {
    session.worker("a", 1);
    JobID id = session.submit(new Graphs().vertex("v", 1).build());
    CompletableFuture<String> asked = session.manager.save(id, CheckpointKind.SAVEPOINT, "x");
    session.control.run();
    CompletionException thrown = assertThrows(CompletionException.class, asked::join);
    assertEquals(ErrorCode.INVALID_PROGRAM, ((FlyshuttleException) thrown.getCause()).code());
  }

  @Test
  void whenTheJobRestartsThenASavepointUnderWayFails() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(plain(), 1).build());
    a.allRunning();
    CompletableFuture<String> asked = session.manager.save(id, CheckpointKind.SAVEPOINT, "");
    session.control.run();
    a.tell(
        a.task(0, 0),
        TaskState.FAILED,
        new Failure(ErrorCode.CHANNEL_LOST, "gone", "", "", 0),
        Map.of());
    session.control.run();
    assertTrue(asked.isCompletedExceptionally());
    session.control.advance(2_000);
    assertNull(a.tasks.get(a.task(0, 0)).restore(), "a savepoint is not restored by itself");
  }
}
