// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registration, heartbeats, demand for workers; the journal of jobs. */
class WorkersTest {
  private final TestSession session = new TestSession();

  private static Graphs single() {
    return new Graphs().vertex("v", 1);
  }

  @Test
  void shouldAnswerARepeatedRegistrationWithoutNewSlots() {
    FakeWorker a = session.worker("a", 2);
    session.register(a, List.of());
    assertEquals(2, a.heard(WorkerMessage.Registered.class).size());
    assertEquals(2, session.now(session.manager.overview()).slotsTotal());
  }

  @Test
  void whenAWorkerIsSilentForTooLongThenItIsLostForThatReason() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(single().build());
    session.control.advance(15_000);
    a.silent = true;
    session.control.advance(TestSession.HEARTBEAT_TIMEOUT + 5_000);
    assertEquals(0, session.now(session.manager.overview()).workers());
    assertEquals(List.of("a"), session.provider.released);
    String reason = session.now(session.manager.failures(id)).get(0).failure().message();
    assertTrue(reason.contains("gave no heartbeat for 20 s"), reason);
    a.silent = false;
    session.register(a, List.of());
    assertEquals(1, a.heard(WorkerMessage.Refused.class).size());
  }

  @Test
  void whenAWorkerAnswersThenItIsNeverLost() {
    session.worker("a", 1);
    session.submit(single().build());
    session.control.advance(10 * TestSession.HEARTBEAT_TIMEOUT);
    assertEquals(1, session.now(session.manager.overview()).workers());
  }

  @Test
  void whenAWorkerHasTasksOfAnEarlierMasterThenItIsRefused() {
    FakeWorker old = new FakeWorker(session, "old", 1);
    session.workers.put("old", old);
    session.register(old, List.of(new AttemptID(JobID.generate(), 0, 0, 0)));
    assertEquals(1, old.heard(WorkerMessage.Refused.class).size());
  }

  @Test
  void whenAWorkerIsIdleForLongThenItIsReleased() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(single().build());
    session.control.advance(120_000);
    assertTrue(session.provider.released.isEmpty());
    a.finishAll();
    assertEquals(JobStatus.FINISHED, session.status(id));
    session.control.advance(40_000);
    assertEquals(List.of("a"), session.provider.released);
    assertEquals(0, session.provider.wanted().workers());
    session.provider.listener.onWorkerEnded(
        new WorkerExit("a", "host", ErrorCode.WORKER_LOST, 0, true, "released"));
    session.control.run();
    assertEquals(0, session.now(session.manager.overview()).workers());
  }

  @Test
  void whenAMinimumIsWantedThenItIsAskedForAtOnceAndKept() {
    TestSession fixed = new TestSession(2, 2, 100, JobJournal.none());
    assertEquals(2, fixed.provider.wanted().workers());
    fixed.worker("a", 2);
    fixed.worker("b", 2);
    fixed.control.advance(300_000);
    assertTrue(fixed.provider.released.isEmpty());
    fixed.kill(fixed.workers.get("a"));
    assertEquals(2, fixed.provider.wanted().workers());
  }

  @Test
  void whenAWorkerNeverRegistersThenItsContainerIsGivenBack() {
    session.submit(single().build());
    session.provider.listener.onWorkerAllocated("ghost", "host");
    session.control.advance(40_000);
    assertEquals(List.of("ghost"), session.provider.released);
  }

  @Test
  void whenWorkersKeepFailingAtTheStartThenWaitingJobsFailWithTheReason() {
    JobID id = session.submit(single().build());
    for (int i = 0; i < 4; i++) {
      session.provider.listener.onWorkerAllocated("w" + i, "host");
      session.provider.listener.onWorkerEnded(
          new WorkerExit("w" + i, "host", ErrorCode.CONTAINER_LOST, 1, false, "no java found"));
      session.control.run();
    }
    assertEquals(JobStatus.FAILED, session.status(id));
    assertTrue(session.job(id).failure().message().contains("no java found"));
  }

  @Test
  void whenAWorkerSaysThatItEndsThenItsTasksAreRestarted() {
    session.worker("a", 1);
    JobID id = session.submit(single().build());
    session.manager.onMessage(new MasterMessage.WorkerStopping("a", "disk full"));
    session.control.run();
    assertEquals(JobStatus.RESTARTING, session.status(id));
    assertTrue(
        session.now(session.manager.failures(id)).get(0).failure().message().contains("disk full"));
  }

  @Test
  void whenTheMasterIsLostThenTheNextRunsItsJobs(@TempDir File folder) throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID running;
    try (FileJobJournal first = new FileJobJournal(journal, 1)) {
      TestSession before = new TestSession(2, 0, 100, first);
      before.worker("a", 2);
      running = submitted(before, "lost job");
      JobID finished = submitted(before, "good job");
      FakeWorker a = before.workers.get("a");
      a.finish(a.tasks.keySet().stream().filter(t -> t.job().equals(finished)).findFirst().get());
    }
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second);
      var jobs = after.now(after.manager.jobs());
      assertEquals(2, jobs.size());
      assertEquals(running, jobs.get(0).id());
      assertEquals("lost job", jobs.get(0).name());
      assertEquals("good job", jobs.get(1).name());
      assertEquals(JobStatus.FINISHED, jobs.get(1).status());
      FakeWorker b = after.worker("b", 1);
      assertEquals(1 << 20, b.task(0, 0).attempt(), "no attempt has the number of an earlier one");
      b.finishAll();
      assertEquals(JobStatus.FINISHED, after.status(running));
      assertEquals(
          ErrorCode.APPLICATION_MASTER_LOST,
          after.now(after.manager.failures(running)).get(0).failure().code());
    }
    try (FileJobJournal third = new FileJobJournal(journal, 3)) {
      JobJournal.Left left = third.takeOver().get(120, TimeUnit.SECONDS);
      assertTrue(left.running().isEmpty());
      assertEquals(2, left.ended().size());
    }
  }

  @Test
  void whenTheMasterIsLostThenResultsOfEndedJobsAreStillTold(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID good;
    JobID bad;
    try (FileJobJournal first = new FileJobJournal(journal, 1)) {
      TestSession before = new TestSession(2, 0, 100, first);
      FakeWorker a = before.worker("a", 2);
      good = submitted(before, "good job");
      Payload payload = new Payload(new byte[] {1, 2, 3}, null, 3);
      a.tell(a.task(0, 0), TaskState.FINISHED, null, Map.of("count", payload));
      before.control.run();
      bad = submitted(before, "bad job");
      a.fail(a.task(0, 0), ErrorCode.USER_FUNCTION_FAILED);
    }
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second);
      var result = after.now(after.manager.result(good));
      assertEquals(JobStatus.FINISHED, result.status());
      assertArrayEquals(
          new byte[] {1, 2, 3}, result.accumulators().get("count").get(0).payload().inline());
      var events = after.events(bad);
      assertTrue(events.get(0) instanceof JobEvent.Failed, events.toString());
      assertTrue(events.get(1) instanceof JobEvent.Ended, "who waits is told: " + events);
      assertEquals(ErrorCode.USER_FUNCTION_FAILED, after.job(bad).failure().code());
      assertEquals("v", after.now(after.manager.graph(bad)).vertices().get(0).name());
      assertEquals(0, after.provider.wanted().workers(), "nothing runs again");
    }
  }

  @Test
  void whenTheMasterIsLostWhileOutputsAreCompletedThenTheTasksDoNotRunAgain(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID id;
    try (FileJobJournal first = new FileJobJournal(journal, 1)) {
      TestSession before = new TestSession(2, 0, 100, first);
      FakeWorker a = before.worker("a", 1);
      var accepted =
          before.manager.submit(
              new Graphs().vertex("sink", 1, "default", "", List.of(), new byte[] {9}, 0).build());
      before.control.run();
      id = accepted.get(120, TimeUnit.SECONDS);
      answerHooks(before, a, HookPhase.INITIALIZE);
      Payload payload = new Payload(new byte[] {7}, null, 1);
      a.tell(a.task(0, 0), TaskState.FINISHED, null, Map.of("count", payload));
      runUntil(before, () -> a.heard(WorkerMessage.RunGlobalHooks.class).size() == 2);
    }
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second);
      assertEquals(JobStatus.RUNNING, after.status(id));
      FakeWorker b = after.worker("b", 1);
      assertTrue(b.tasks.isEmpty(), "its tasks have finished");
      answerHooks(after, b, HookPhase.COMPLETE);
      assertEquals(JobStatus.FINISHED, after.status(id));
      var result = after.now(after.manager.result(id));
      assertArrayEquals(
          new byte[] {7}, result.accumulators().get("count").get(0).payload().inline());
    }
    try (FileJobJournal third = new FileJobJournal(journal, 3)) {
      JobJournal.Left left = third.takeOver().get(120, TimeUnit.SECONDS);
      assertTrue(left.running().isEmpty());
      assertEquals(JobStatus.FINISHED, left.ended().get(0).status());
    }
    assertEquals(
        List.of("archive-" + id, "attempt-2", "attempt-3"),
        Stream.of(new File(folder, "running").list()).sorted().toList());
  }

  private static void answerHooks(TestSession session, FakeWorker worker, HookPhase phase) {
    var messages = worker.heard(WorkerMessage.RunGlobalHooks.class);
    WorkerMessage.RunGlobalHooks last = messages.get(messages.size() - 1);
    assertEquals(phase, last.phase());
    session.manager.onMessage(new MasterMessage.GlobalHooksDone(worker.id, last.request(), null));
    session.control.run();
  }

  /** The session's directory is deleted then: what is written later would stay for ever. */
  @Test
  void whenASessionIsStoppedThenTheEndOfItsJobsIsWrittenBeforeIt(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    try (FileJobJournal first = new FileJobJournal(journal, 1)) {
      TestSession stopping = new TestSession(2, 0, 100, first);
      stopping.worker("a", 20);
      for (int i = 0; i < 20; i++) {
        submitted(stopping, "job " + i);
      }
      var stopped = stopping.manager.whenStopped();
      stopping.manager.stop("test");
      runUntil(stopping, stopped::isDone);
      List<String> files = List.of(new File(folder, "running").list());
      assertEquals(20, files.size());
      assertTrue(files.stream().allMatch(file -> file.startsWith("archive-")), files.toString());
    }
  }

  @Test
  void whenAGraphCannotBeReadThenItsJobIsToldAsLost(@TempDir File folder) throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID id = new JobID();
    File entry = new File(new File(folder, "running"), id.toString());
    assertTrue(entry.getParentFile().mkdirs());
    Files.write(entry.toPath(), new byte[] {1, 2, 3});
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second);
      assertEquals(JobStatus.FAILED, after.status(id));
      assertEquals(ErrorCode.APPLICATION_MASTER_LOST, after.job(id).failure().code());
    }
    assertFalse(entry.exists());
  }

  @Test
  void whenALaterMasterHasTakenOverThenTheEarlierAcceptsNothing(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    try (FileJobJournal first = new FileJobJournal(journal, 1);
        FileJobJournal second = new FileJobJournal(journal, 2)) {
      second.takeOver().get(120, TimeUnit.SECONDS);
      var refused =
          assertThrows(
              ExecutionException.class,
              () -> first.accepted(single().build(), 0).get(120, TimeUnit.SECONDS));
      assertTrue(refused.getMessage().contains("taken the session over"), refused.getMessage());
      assertTrue(second.takeOver().get(120, TimeUnit.SECONDS).running().isEmpty());
    }
  }

  @Test
  void whenEarlierTasksMayStillRunThenTheirJobWaits(@TempDir File folder) throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID id = leave(journal);
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second, "a", "b", "c");
      FakeWorker a = after.worker("a", 2);
      assertEquals(JobStatus.CREATED, after.status(id));
      assertEquals(
          "waits until no worker of the ApplicationMaster before runs its tasks any more: b, c",
          after.job(id).line().waitingFor());
      JobID other = after.submit(single().build());
      assertEquals(JobStatus.RUNNING, after.status(other), "it has no earlier tasks");
      after.worker("b", 1);
      assertEquals(JobStatus.CREATED, after.status(id));
      after.provider.listener.onWorkerEnded(
          new WorkerExit("c", "host", ErrorCode.CONTAINER_LOST, 137, false, "killed"));
      after.control.run();
      assertEquals(JobStatus.RUNNING, after.status(id));
      assertEquals(2, a.tasks.size() + after.workers.get("b").tasks.size());
    }
  }

  @Test
  void whenAnEarlierWorkerStaysSilentThenItsTasksHaveEndedByThemselves(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID id = leave(journal);
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second, "a");
      after.worker("new", 1);
      after.control.advance(TestSession.HEARTBEAT_TIMEOUT - 1);
      assertEquals(JobStatus.CREATED, after.status(id));
      after.control.advance(1);
      assertEquals(JobStatus.RUNNING, after.status(id));
    }
  }

  @Test
  void whenAJobIsCancelledBeforeItStartsAgainThenItNeverDoes(@TempDir File folder)
      throws Exception {
    Path journal = new Path(folder.toURI().toString(), "running");
    JobID id = leave(journal);
    try (FileJobJournal second = new FileJobJournal(journal, 2)) {
      TestSession after = recovered(second, "a");
      after.manager.cancel(id);
      after.control.run();
      assertEquals(JobStatus.CANCELED, after.status(id));
      FakeWorker a = after.worker("a", 1);
      assertEquals(JobStatus.CANCELED, after.status(id));
      assertTrue(a.tasks.isEmpty());
    }
  }

  /** An ApplicationMaster is lost that ran a job of one task. */
  private static JobID leave(Path journal) throws Exception {
    try (FileJobJournal first = new FileJobJournal(journal, 1)) {
      TestSession before = new TestSession(2, 0, 100, first);
      before.worker("a", 2);
      return submitted(before, "lost job");
    }
  }

  private static TestSession recovered(FileJobJournal journal, String... earlierWorkers)
      throws Exception {
    TestSession session = new TestSession(2, 0, 100, journal, List.of(earlierWorkers));
    var done = session.manager.whenRecovered();
    runUntil(session, done::isDone);
    session.control.run();
    return session;
  }

  /** The journal answers on a thread of its own, what follows is the control thread's. */
  private static void runUntil(TestSession session, BooleanSupplier done) {
    for (long end = System.nanoTime() + 120_000_000_000L; !done.getAsBoolean(); ) {
      assertTrue(System.nanoTime() < end, "the journal does not answer");
      session.control.run();
      Thread.onSpinWait();
    }
  }

  private static JobID submitted(TestSession session, String name) throws Exception {
    var id = session.manager.submit(single().name(name).build());
    session.control.run();
    return id.get(120, TimeUnit.SECONDS);
  }
}
