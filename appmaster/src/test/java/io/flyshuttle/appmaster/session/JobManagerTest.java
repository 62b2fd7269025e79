// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** Jobs, slots and workers of a session when nothing goes wrong with processes. */
class JobManagerTest {
  private final TestSession session = new TestSession();

  private static Graphs pipeline(int first, int second) {
    return new Graphs().vertex("source", first).vertex("sink", second).shuffle(0, 1);
  }

  @Test
  void shouldAskForWorkersDeployAndFinish() {
    JobID id = session.submit(pipeline(2, 3).build());
    assertEquals(JobStatus.CREATED, session.status(id));
    assertEquals(2, session.provider.wanted().workers());
    assertEquals(3, session.provider.wanted().waitingSlots());
    assertTrue(session.job(id).line().waitingFor().contains("3 slots"));

    FakeWorker a = session.worker("a", 2);
    assertTrue(a.tasks.isEmpty(), "all slots of a region, or none");
    FakeWorker b = session.worker("b", 2);
    assertEquals(5, a.tasks.size() + b.tasks.size());
    assertEquals(JobStatus.RUNNING, session.status(id));

    a.allRunning();
    b.allRunning();
    assertEquals(5, session.job(id).line().tasks().in(TaskState.RUNNING));
    a.finishAll();
    b.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    assertEquals(4, session.now(session.manager.overview()).slotsFree());
    assertEquals(1, a.heard(WorkerMessage.ReleaseJob.class).size());
  }

  @Test
  void shouldTellEachStateInOrder() {
    session.worker("a", 2);
    JobID id = session.submit(pipeline(1, 1).build());
    session.workers.get("a").allRunning();
    session.workers.get("a").finishAll();
    List<TaskState> source =
        session.events(id).stream()
            .filter(e -> e instanceof JobEvent.TaskChanged t && t.vertex() == 0)
            .map(e -> ((JobEvent.TaskChanged) e).state())
            .toList();
    assertEquals(
        List.of(TaskState.SCHEDULED, TaskState.DEPLOYING, TaskState.RUNNING, TaskState.FINISHED),
        source);
    assertTrue(session.events(id).get(session.events(id).size() - 1) instanceof JobEvent.Ended);
  }

  @Test
  void shouldWireChannelsToTheWorkersOfTheProducers() {
    FakeWorker a = session.worker("a", 2);
    FakeWorker b = session.worker("b", 2);
    session.submit(pipeline(3, 3).build());
    for (FakeWorker worker : List.of(a, b)) {
      for (TaskDeployment task : worker.tasks.values()) {
        assertTrue(task.vertex().splits().isEmpty());
        if (task.attempt().vertex() == 0) {
          assertEquals(3, task.results().get(0).subpartitions());
          continue;
        }
        InputSpec input = task.inputs().get(0);
        assertEquals(3, input.channels().size());
        input
            .channels()
            .forEach(
                channel -> {
                  FakeWorker producer = session.workers.get(channel.worker());
                  assertTrue(producer.tasks.containsKey(channel.partition().producer()));
                  assertEquals(task.attempt().subtask(), channel.subpartition());
                  assertEquals("host-" + channel.worker(), channel.host());
                });
      }
    }
  }

  @Test
  void shouldShareTheManagedMemoryOfASlotByWeight() {
    FakeWorker a = session.worker("a", 2);
    session.submit(
        new Graphs()
            .vertex("join", 1, "default", "", List.of(), new byte[0], 3)
            .vertex("sort", 1, "default", "", List.of(), new byte[0], 1)
            .vertex("sink", 1)
            .shuffle(0, 1)
            .shuffle(1, 2)
            .build());
    assertEquals(750, a.tasks.get(a.task(0, 0)).managedMemoryBytes());
    assertEquals(250, a.tasks.get(a.task(1, 0)).managedMemoryBytes());
    assertEquals(0, a.tasks.get(a.task(2, 0)).managedMemoryBytes());
  }

  @Test
  void whenJobsRunAtOnceThenNoSlotServesTwo() {
    FakeWorker a = session.worker("a", 4);
    JobID first = session.submit(pipeline(2, 2).name("one").build());
    JobID second = session.submit(pipeline(2, 2).name("two").build());
    JobID third = session.submit(pipeline(2, 2).name("three").build());
    Set<Integer> slotsOfFirst = new HashSet<>();
    Set<Integer> slotsOfSecond = new HashSet<>();
    a.tasks.forEach(
        (attempt, task) ->
            (attempt.job().equals(first) ? slotsOfFirst : slotsOfSecond).add(task.slot()));
    assertEquals(2, slotsOfFirst.size());
    assertEquals(2, slotsOfSecond.size());
    slotsOfFirst.retainAll(slotsOfSecond);
    assertTrue(slotsOfFirst.isEmpty());
    assertEquals(JobStatus.CREATED, session.status(third));

    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(first));
    assertEquals(JobStatus.RUNNING, session.status(third));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(third));
    assertEquals(JobStatus.FINISHED, session.status(second));
  }

  @Test
  void whenAnEdgeIsBlockingThenTheConsumersComeAfterTheProducersAndFewerSlotsSuffice() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(new Graphs().vertex("a", 4).vertex("b", 2).blocking(0, 1).build());
    assertEquals(2, a.tasks.size());
    a.finish(a.task(0, 0));
    assertEquals(2, a.tasks.size());
    a.finishAll();
    a.finishAll();
    assertEquals(Set.of(1), vertices(a));
    assertTrue(a.heard(WorkerMessage.ReleasePartitions.class).isEmpty());
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    int released =
        a.heard(WorkerMessage.ReleasePartitions.class).stream()
            .mapToInt(m -> m.partitions().size())
            .sum();
    assertEquals(4, released);
  }

  private static Set<Integer> vertices(FakeWorker worker) {
    Set<Integer> vertices = new HashSet<>();
    worker.tasks.keySet().forEach(t -> vertices.add(t.vertex()));
    return vertices;
  }

  @Test
  void whenSlotsDoNotComeThenTheJobFailsWithCounts() {
    session.worker("a", 2);
    session.provider.listener.onShortage("queue default is full");
    JobID id = session.submit(pipeline(5, 5).name("wide").build());
    session.control.advance(TestSession.REQUEST_TIMEOUT - 1);
    assertEquals(JobStatus.CREATED, session.status(id));
    session.control.advance(1);
    JobReport.Detail job = session.job(id);
    assertEquals(JobStatus.FAILED, job.line().status());
    assertEquals(ErrorCode.NOT_ENOUGH_SLOTS, job.failure().code());
    String message = job.failure().message();
    for (String part : List.of("\"wide\"", "needs 5 slots", "has 2", "60 s", "queue default")) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void whenTheSessionCanNeverHaveAsManySlotsThenTheJobFailsAtOnce() {
    TestSession small = new TestSession(2, 1, 1, JobJournal.none());
    small.worker("a", 2);
    JobID id = small.submit(pipeline(3, 1).build());
    assertEquals(JobStatus.FAILED, small.status(id));
    assertTrue(small.job(id).failure().message().contains("cannot have more than 2"));
  }

  @Test
  void whenALargeJobWaitsInVainThenASmallOneMayPass() {
    FakeWorker a = session.worker("a", 2);
    session.submit(pipeline(5, 5).build());
    JobID small = session.submit(pipeline(1, 1).build());
    assertEquals(JobStatus.RUNNING, session.status(small));
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(small));
  }

  @Test
  void whenALargeJobWillGetItsSlotsThenALaterOneWaits() {
    session.worker("a", 2);
    session.submit(pipeline(1, 1).build());
    JobID large = session.submit(pipeline(2, 2).build());
    JobID small = session.submit(pipeline(1, 1).build());
    assertEquals(JobStatus.CREATED, session.status(small));
    session.workers.get("a").finishAll();
    assertEquals(JobStatus.RUNNING, session.status(large));
  }

  @Test
  void shouldDealSplitsOnRequest() {
    FakeWorker a = session.worker("a", 2);
    List<InputSplitSpec> splits =
        List.of(
            new InputSplitSpec(new byte[] {1}, List.of("elsewhere"), 10),
            new InputSplitSpec(new byte[] {2}, List.of("host-a"), 10));
    session.submit(new Graphs().vertex("source", 1, "default", "", splits, new byte[0], 0).build());
    AttemptID task = a.task(0, 0);
    for (int i = 0; i < 3; i++) {
      session.manager.onMessage(new MasterMessage.RequestSplit("a", task, i));
    }
    session.control.run();
    List<WorkerMessage.SplitAssigned> answers = a.heard(WorkerMessage.SplitAssigned.class);
    assertEquals(2, answers.get(0).split()[0]);
    assertEquals(1, answers.get(1).split()[0]);
    assertEquals(null, answers.get(2).split());
  }

  @Test
  void shouldRunGlobalHooksBeforeTheFirstTaskAndAfterTheLast() {
    FakeWorker a = session.worker("a", 2);
    JobID id =
        session.submit(
            new Graphs()
                .vertex("source", 1)
                .vertex("sink", 2, "default", "", List.of(), new byte[] {9}, 0)
                .shuffle(0, 1)
                .build());
    assertTrue(a.tasks.isEmpty());
    WorkerMessage.RunGlobalHooks first = a.heard(WorkerMessage.RunGlobalHooks.class).get(0);
    assertEquals(HookPhase.INITIALIZE, first.phase());
    assertEquals(2, first.hooks().get(0).parallelism());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone("a", first.request(), null));
    session.control.run();
    assertEquals(3, a.tasks.size());
    a.finishAll();
    assertEquals(JobStatus.RUNNING, session.status(id));
    WorkerMessage.RunGlobalHooks last = a.heard(WorkerMessage.RunGlobalHooks.class).get(1);
    assertEquals(HookPhase.COMPLETE, last.phase());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone("a", last.request(), null));
    session.control.run();
    assertEquals(JobStatus.FINISHED, session.status(id));
  }

  @Test
  void shouldKeepAccumulatorsPerSubtask() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(new Graphs().vertex("v", 2).build());
    for (int i = 0; i < 2; i++) {
      Payload payload = new Payload(new byte[] {(byte) i}, null, 1);
      a.tell(a.task(0, i), TaskState.FINISHED, null, Map.of("count", payload));
    }
    JobReport.Result result = session.now(session.manager.result(id));
    assertEquals(JobStatus.FINISHED, result.status());
    assertEquals(2, result.accumulators().get("count").size());
  }

  @Test
  void whenCancelledThenTasksAreStoppedAndSlotsAreFree() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(2, 2).build());
    a.allRunning();
    assertEquals(JobStatus.CANCELLING, session.now(session.manager.cancel(id)));
    session.control.run();
    assertEquals(JobStatus.CANCELED, session.status(id));
    assertEquals(4, a.heard(WorkerMessage.CancelTask.class).size());
    assertEquals(2, session.now(session.manager.overview()).slotsFree());
    assertEquals(JobStatus.CANCELED, session.now(session.manager.cancel(id)));
  }

  @Test
  void whenCancelledBeforeItHasSlotsThenItEndsAtOnce() {
    JobID id = session.submit(pipeline(2, 2).build());
    session.now(session.manager.cancel(id));
    assertEquals(JobStatus.CANCELED, session.status(id));
    assertEquals(0, session.provider.wanted().workers());
  }

  @Test
  void whenAWorkerDoesNotEndACancelledTaskThenItIsGivenUp() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(1, 1).build());
    a.allRunning();
    a.obedient = false;
    session.now(session.manager.cancel(id));
    session.control.advance(91_000);
    assertEquals(JobStatus.CANCELED, session.status(id));
    assertEquals(List.of("a"), session.provider.released);
    assertEquals(1, a.heard(WorkerMessage.Shutdown.class).size());
  }

  @Test
  void whenAJobIsUnknownThenItSaysSo() {
    CompletableFuture<JobReport.Detail> unknown = session.manager.job(JobID.generate());
    session.control.run();
    CompletionException failure = assertThrows(CompletionException.class, unknown::join);
    assertEquals(ErrorCode.JOB_NOT_FOUND, ((FlyshuttleException) failure.getCause()).code());
  }

  @Test
  void whenAJobIsSubmittedTwiceThenTheSecondIsRefused() {
    JobGraph graph = pipeline(1, 1).build();
    session.submit(graph);
    CompletableFuture<JobID> again = session.manager.submit(graph);
    session.control.run();
    assertThrows(CompletionException.class, again::join);
  }

  @Test
  void whenStoppedThenJobsAreCancelledAndWorkersEnd() {
    FakeWorker a = session.worker("a", 2);
    JobID id = session.submit(pipeline(1, 1).build());
    a.allRunning();
    session.manager.stop("enough");
    session.control.run();
    assertEquals("enough", session.manager.whenStopped().join());
    assertEquals(JobStatus.CANCELED, session.status(id));
    assertEquals(1, a.heard(WorkerMessage.Shutdown.class).size());
    assertTrue(session.provider.stopped);
    CompletableFuture<JobID> late = session.manager.submit(pipeline(1, 1).build());
    session.control.run();
    assertThrows(CompletionException.class, late::join);
  }
}
