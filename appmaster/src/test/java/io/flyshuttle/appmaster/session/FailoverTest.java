// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks that fail, workers that are lost. */
class FailoverTest {
  private final TestSession session = new TestSession();

  private static Graphs pipeline(int parallelism) {
    return new Graphs().vertex("source", parallelism).vertex("sink", parallelism).shuffle(0, 1);
  }

  @Test
  void whenAUserFunctionFailsThenTheJobFailsAtOnceWithItsReason() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(2).build());
    a.allRunning();
    a.fail(a.task(1, 0), ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(ErrorCode.USER_FUNCTION_FAILED, session.job(id).failure().code());
    List<JobEvent.Failed> failures = session.now(session.manager.failures(id));
    assertEquals("sink (1/2)", failures.get(0).task());
    assertEquals("host-a", failures.get(0).host());
    assertEquals(2, session.now(session.manager.overview()).slotsFree());
  }

  @Test
  void whenOneJobFailsThenTheOtherGoesOn() {
    FakeWorker a = session.worker("a", 2);
    JobID bad = session.submit(pipeline(1).build());
    JobID good = session.submit(pipeline(1).build());
    AttemptID task = a.tasks.keySet().stream().filter(t -> t.job().equals(bad)).findFirst().get();
    a.fail(task, ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(JobStatus.FAILED, session.status(bad));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(good));
  }

  @Test
  void whenAStrategyIsChosenThenAFailedFunctionRestartsItsRegionWithItsSplits() {
    FakeWorker a = session.worker("a", 2);
    List<InputSplitSpec> splits = List.of(new InputSplitSpec(new byte[] {5}, List.of(), 1));
    JobID id =
        session.submit(
            new Graphs()
                .restart(RestartSpec.fixedDelay(1, 500))
                .vertex("source", 1, "default", "", splits, new byte[0], 0)
                .build());
    AttemptID first = a.task(0, 0);
    session.manager.onMessage(new MasterMessage.RequestSplit("a", first, 0));
    a.fail(first, ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(JobStatus.RESTARTING, session.status(id));
    session.control.advance(499);
    assertTrue(a.tasks.isEmpty());
    session.control.advance(1);
    AttemptID second = a.task(0, 0);
    assertEquals(1, second.attempt());
    session.manager.onMessage(new MasterMessage.RequestSplit("a", second, 0));
    session.control.run();
    assertEquals(5, a.heard(WorkerMessage.SplitAssigned.class).get(1).split()[0]);
    a.fail(second, ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(1, session.job(id).restarts());
  }

  @Test
  void whenAWorkerIsKilledThenAnotherIsWantedAndTheJobRestartsOnIt() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(2).build());
    a.allRunning();
    session.kill(a);
    assertEquals(JobStatus.RESTARTING, session.status(id));
    session.control.advance(1_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    assertEquals(1, session.provider.wanted().workers());
    FakeWorker b = session.worker("b", 2);
    assertEquals(4, b.tasks.size());
    assertTrue(b.tasks.keySet().stream().allMatch(t -> t.attempt() == 1));
    b.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    assertEquals(1, session.job(id).restarts());
    assertEquals(
        ErrorCode.CONTAINER_LOST,
        session.now(session.manager.failures(id)).get(0).failure().code());
  }

  @Test
  void whenALostChannelIsReportedFirstThenTheLossCountsOnceAndTheDeadWorkerIsNotUsed() {
    FakeWorker a = session.worker("a", 2);
    FakeWorker b = session.worker("b", 2);
    session.worker("c", 2);
    JobID id = session.submit(pipeline(4).build());
    FakeWorker[] used =
        session.workers.values().stream()
            .filter(w -> !w.tasks.isEmpty())
            .toArray(FakeWorker[]::new);
    assertEquals(2, used.length);
    for (FakeWorker worker : used) {
      worker.allRunning();
    }
    FakeWorker dead = used[0];
    FakeWorker other = used[1];
    dead.silent = true;
    other.fail(other.tasks.keySet().iterator().next(), ErrorCode.CHANNEL_LOST);
    session.control.advance(1_500);
    assertEquals(JobStatus.RESTARTING, session.status(id), "the dead worker's tasks are not known");
    session.kill(dead);
    session.control.advance(1_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    assertEquals(1, session.job(id).restarts());
    assertTrue(a.tasks.size() + b.tasks.size() > 0);
    long fresh =
        session.workers.values().stream()
            .filter(w -> w != dead)
            .flatMap(w -> w.tasks.keySet().stream())
            .filter(t -> t.attempt() == 1)
            .count();
    assertEquals(8, fresh);
  }

  @Test
  void whenTheUsersErrorComesAfterItsConsequenceThenItIsStillTheReason() {
    FakeWorker a = session.worker("a", 2);
    FakeWorker b = session.worker("b", 2);
    JobID id = session.submit(pipeline(4).build());
    b.fail(b.tasks.keySet().iterator().next(), ErrorCode.CHANNEL_LOST);
    // The others were told to cancel and did, but for the one that had failed already.
    assertEquals(JobStatus.RESTARTING, session.status(id));
    session.control.advance(1_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    a.obedient = false;
    b.fail(b.tasks.keySet().iterator().next(), ErrorCode.CHANNEL_LOST);
    a.fail(a.tasks.keySet().iterator().next(), ErrorCode.USER_FUNCTION_FAILED);
    List.copyOf(a.tasks.keySet()).forEach(t -> a.tell(t, TaskState.CANCELED, null, Map.of()));
    session.control.run();
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(ErrorCode.USER_FUNCTION_FAILED, session.job(id).failure().code());
  }

  @Test
  void whenTheCauseOfARestartComesAfterItsConsequenceThenTheHistoryShowsBoth() {
    FakeWorker a = session.worker("a", 2);
    a.obedient = false;
    JobID id = session.submit(pipeline(1).restart(RestartSpec.fixedDelay(1, 10)).build());
    a.allRunning();
    a.fail(a.task(1, 0), ErrorCode.PARTITION_LOST);
    assertEquals(JobStatus.RESTARTING, session.status(id));
    a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
    session.control.advance(10);
    assertEquals(JobStatus.RUNNING, session.status(id));
    List<JobEvent.Failed> failures = session.now(session.manager.failures(id));
    assertEquals(ErrorCode.USER_FUNCTION_FAILED, failures.get(0).failure().code());
    assertEquals("source (1/1)", failures.get(0).task());
    assertEquals("host-a", failures.get(0).host());
    assertEquals(ErrorCode.PARTITION_LOST, failures.get(1).failure().code());
    assertEquals(1, session.job(id).restarts(), "they count as one");
  }

  @Test
  void whenOnlyAChannelIsLostThenTheJobRestartsOnTheSameWorkers() {
    FakeWorker a = session.worker("a", 1);
    FakeWorker b = session.worker("b", 1);
    JobID id = session.submit(pipeline(2).build());
    a.allRunning();
    b.allRunning();
    a.fail(a.task(1, a.tasks.keySet().iterator().next().subtask()), ErrorCode.CHANNEL_LOST);
    session.control.advance(1_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    for (FakeWorker worker : List.of(a, b)) {
      assertEquals(2, worker.tasks.size());
      assertTrue(worker.tasks.keySet().stream().allMatch(t -> t.attempt() == 1));
    }
    assertEquals(2, session.now(session.manager.overview()).workers());
    assertEquals(1, session.job(id).restarts());
  }

  @Test
  void whenTooManyFailInAnIntervalThenTheJobFailsElseItGoesOnForEver() {
    FakeWorker a = session.worker("a", 1);
    RestartSpec rate =
        new RestartSpec(RestartSpec.Strategy.FAILURE_RATE, 2, 60_000, 10, 0, 0, 0, 0);
    JobID id = session.submit(pipeline(1).restart(rate).build());
    for (int i = 0; i < 10; i++) {
      a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
      session.control.advance(31_000);
      assertEquals(JobStatus.RUNNING, session.status(id), "failure " + i);
    }
    for (int i = 0; i < 2; i++) {
      a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
      session.control.advance(10);
    }
    assertEquals(JobStatus.FAILED, session.status(id));
  }

  @Test
  void whenTheProgramWantsNoRestartThenTheFirstFailureFailsIt() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(1).restart(RestartSpec.none()).build());
    a.fail(a.task(0, 0), ErrorCode.CONTAINER_LOST);
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(0, session.job(id).restarts());
  }

  @Test
  void whenOneChainFailsThenOnlyItsRegionRestarts() {
    FakeWorker a = session.worker("a", 2);
    JobID id =
        session.submit(
            new Graphs()
                .restart(RestartSpec.fixedDelay(3, 10))
                .vertex("source", 2)
                .vertex("sink", 2)
                .forward(0, 1)
                .build());
    AttemptID untouched = a.task(1, 1);
    a.allRunning();
    a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
    session.control.advance(10);
    assertEquals(1, a.task(0, 0).attempt());
    assertEquals(1, a.task(1, 0).attempt());
    assertTrue(a.tasks.containsKey(untouched));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenBlockingResultsAreLostThenTheirProducersRunAgain() {
    FakeWorker a = session.worker("a", 1);
    FakeWorker b = session.worker("b", 1);
    JobID id =
        session.submit(new Graphs().vertex("make", 2).vertex("use", 2).blocking(0, 1).build());
    a.finishAll();
    b.finishAll();
    a.allRunning();
    b.allRunning();
    session.kill(b);
    session.control.advance(1_000);
    FakeWorker c = session.worker("c", 1);
    List<AttemptID> again = List.of(a, c).stream().flatMap(w -> w.tasks.keySet().stream()).toList();
    assertTrue(again.stream().anyMatch(t -> t.vertex() == 0 && t.attempt() == 1), "" + again);
    for (int i = 0; i < 3; i++) {
      a.finishAll();
      c.finishAll();
    }
    assertEquals(JobStatus.FINISHED, session.status(id));
    long rounds =
        session.job(id).vertices().get(0).subtasks().stream().filter(s -> s.attempt() == 1).count();
    assertEquals(1, rounds, "only the lost one runs again");
  }

  @Test
  void whenAReaderMissesAPartitionThenItsProducersRunAgain() {
    FakeWorker a = session.worker("a", 2);
    JobID id =
        session.submit(
            new Graphs()
                .vertex("make", 1)
                .vertex("use", 1)
                .edge(0, 1, ExchangeMode.BLOCKING, DistributionPattern.POINTWISE)
                .build());
    a.finishAll();
    a.fail(a.task(1, 0), ErrorCode.PARTITION_LOST);
    session.control.advance(1_000);
    assertEquals(1, a.task(0, 0).attempt());
    a.finishAll();
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenReportsOfAnEarlierAttemptComeThenTheyAreIgnored() {
    FakeWorker a = session.worker("a", 1);
    JobID id =
        session.submit(new Graphs().restart(RestartSpec.fixedDelay(1, 0)).vertex("v", 1).build());
    AttemptID first = a.task(0, 0);
    a.fail(first, ErrorCode.USER_FUNCTION_FAILED);
    session.control.advance(0);
    a.tell(first, TaskState.FINISHED, null, Map.of());
    session.control.run();
    assertEquals(JobStatus.RUNNING, session.status(id));
    a.tell(first, TaskState.RUNNING, null, Map.of());
    session.control.run();
    assertEquals(
        List.of(new WorkerMessage.CancelTask(first)), a.heard(WorkerMessage.CancelTask.class));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenTooManyWorkersAreLostThenTheJobFails() {
    JobID id = null;
    for (int i = 0; i < 4; i++) {
      FakeWorker worker = session.worker("w" + i, 2);
      id = id == null ? session.submit(pipeline(1).build()) : id;
      session.control.advance(1_000);
      session.kill(worker);
    }
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(3, session.job(id).restarts());
    assertEquals(ErrorCode.CONTAINER_LOST, session.job(id).failure().code());
  }

  @Test
  void whenTasksFailOftenThenSlotsAndWorkersAreAsManyAsAtTheStart() {
    FakeWorker a = session.worker("a", 4);
    JobID id =
        session.submit(pipeline(4).restart(RestartSpec.fixedDelay(100, 0)).streaming().build());
    for (int i = 0; i < 20; i++) {
      a.allRunning();
      a.fail(a.task(i % 2, i % 4), ErrorCode.USER_FUNCTION_FAILED);
      session.control.advance(0);
      assertEquals(8, a.tasks.size(), "round " + i);
    }
    session.now(session.manager.cancel(id));
    assertEquals(4, session.now(session.manager.overview()).slotsFree());
    assertEquals(1, session.provider.wanted().workers());
    assertEquals(JobStatus.CANCELED, session.status(id));
  }

  @Test
  void whenTheWorkerOfRunningHooksIsLostThenTheyRunAgainElsewhere() {
    FakeWorker a = session.worker("a", 1);
    JobID id =
        session.submit(
            new Graphs().vertex("sink", 1, "default", "", List.of(), new byte[] {1}, 0).build());
    session.kill(a);
    session.control.advance(1_000);
    FakeWorker b = session.worker("b", 1);
    WorkerMessage.RunGlobalHooks hooks = b.heard(WorkerMessage.RunGlobalHooks.class).get(0);
    assertEquals(HookPhase.INITIALIZE, hooks.phase());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone("b", hooks.request(), null));
    session.control.run();
    b.finishAll();
    session.kill(b);
    FakeWorker c = session.worker("c", 1);
    WorkerMessage.RunGlobalHooks last = c.heard(WorkerMessage.RunGlobalHooks.class).get(0);
    assertEquals(HookPhase.COMPLETE, last.phase());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone("c", last.request(), null));
    session.control.run();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenTheMessageToRunHooksIsLostThenItIsSentAgain() {
    FakeWorker a = session.worker("a", 1);
    JobID id =
        session.submit(
            new Graphs().vertex("sink", 1, "default", "", List.of(), new byte[] {1}, 0).build());
    WorkerMessage.RunGlobalHooks lost = a.heard(WorkerMessage.RunGlobalHooks.class).get(0);
    session.control.advance(4_000);
    assertEquals(1, a.heard(WorkerMessage.RunGlobalHooks.class).size(), "hooks may take a while");
    session.control.advance(4_000);
    var sent = a.heard(WorkerMessage.RunGlobalHooks.class);
    assertEquals(2, sent.size());
    assertEquals(lost, sent.get(1), "the same request: a worker that has heard it runs it once");
    answerHooks(a, HookPhase.INITIALIZE);
    session.control.advance(20_000);
    assertEquals(2, a.heard(WorkerMessage.RunGlobalHooks.class).size());
    a.finishAll();
    answerHooks(a, HookPhase.COMPLETE);
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenADeploymentIsLostThenItsTaskIsStartedAgain() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(new Graphs().vertex("v", 2).build());
    AttemptID running = a.task(0, 0);
    a.tell(running, TaskState.RUNNING, null, Map.of());
    // the worker has never heard of the second one
    a.tasks.remove(a.task(0, 1));
    session.control.advance(3_000);
    assertEquals(JobStatus.RUNNING, session.status(id), "one answer may be older than the message");
    session.control.advance(3_000);
    assertEquals(1, session.job(id).restarts());
    assertTrue(
        session.job(id).line().status() == JobStatus.RESTARTING
            || session.status(id) == JobStatus.RUNNING);
    session.control.advance(2_000);
    assertEquals(JobStatus.RUNNING, session.status(id));
    assertEquals(1, a.task(0, 1).attempt());
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenACancellationIsLostThenItIsSentAgain() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(new Graphs().vertex("v", 1).build());
    a.allRunning();
    a.obedient = false;
    session.now(session.manager.cancel(id));
    assertEquals(1, a.heard(WorkerMessage.CancelTask.class).size());
    a.obedient = true;
    session.control.advance(6_000);
    assertEquals(JobStatus.CANCELED, session.status(id));
  }

  @Test
  void whenTheEndOfATaskIsLostThenItsRegionStartsAgain() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(new Graphs().vertex("v", 1).build());
    a.allRunning();
    a.tasks.clear();
    session.control.advance(9_000);
    assertEquals(1, session.job(id).restarts());
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void whenAJobFailsThenItsHooksTakeBack() {
    FakeWorker a = session.worker("a", 1);
    JobID id =
        session.submit(
            new Graphs().vertex("v", 1, "default", "", List.of(), new byte[] {9}, 0).build());
    answerHooks(a, HookPhase.INITIALIZE);
    a.allRunning();
    a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
    assertEquals(JobStatus.FAILING, session.status(id), "what was prepared is taken back first");
    assertTrue(a.heard(WorkerMessage.ReleaseJob.class).isEmpty());
    answerHooks(a, HookPhase.ABORT);
    assertEquals(JobStatus.FAILED, session.status(id));
    assertEquals(1, a.heard(WorkerMessage.ReleaseJob.class).size());
  }

  @Test
  void whenNobodyTakesBackThenTheJobEndsAllTheSame() {
    FakeWorker a = session.worker("a", 1);
    JobID id =
        session.submit(
            new Graphs().vertex("v", 1, "default", "", List.of(), new byte[] {9}, 0).build());
    answerHooks(a, HookPhase.INITIALIZE);
    session.now(session.manager.cancel(id));
    assertEquals(JobStatus.CANCELLING, session.status(id));
    session.control.advance(11_000);
    assertEquals(JobStatus.CANCELED, session.status(id));
  }

  private void answerHooks(FakeWorker worker, HookPhase phase) {
    var messages = worker.heard(WorkerMessage.RunGlobalHooks.class);
    WorkerMessage.RunGlobalHooks last = messages.get(messages.size() - 1);
    assertEquals(phase, last.phase());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone(worker.id, last.request(), null));
    session.control.run();
  }
}
