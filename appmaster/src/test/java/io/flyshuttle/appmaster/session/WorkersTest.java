// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
      assertEquals(1, jobs.size());
      assertEquals(running, jobs.get(0).id());
      assertEquals("lost job", jobs.get(0).name());
      FakeWorker b = after.worker("b", 1);
      assertEquals(1 << 20, b.task(0, 0).attempt(), "no attempt has the number of an earlier one");
      b.finishAll();
      assertEquals(JobStatus.FINISHED, after.status(running));
      assertEquals(
          ErrorCode.APPLICATION_MASTER_LOST,
          after.now(after.manager.failures(running)).get(0).failure().code());
    }
    try (FileJobJournal third = new FileJobJournal(journal, 3)) {
      assertTrue(third.takeOver().get(10, TimeUnit.SECONDS).isEmpty());
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
      second.takeOver().get(10, TimeUnit.SECONDS);
      var refused =
          assertThrows(
              ExecutionException.class,
              () -> first.accepted(single().build(), 0).get(10, TimeUnit.SECONDS));
      assertTrue(refused.getMessage().contains("taken the session over"), refused.getMessage());
      assertTrue(second.takeOver().get(10, TimeUnit.SECONDS).isEmpty());
    }
  }

  private static TestSession recovered(FileJobJournal journal) throws Exception {
    TestSession session = new TestSession(2, 0, 100, journal);
    var done = session.manager.whenRecovered();
    // the journal answers on a thread of its own, what follows is the control thread's
    for (long end = System.nanoTime() + 10_000_000_000L; !done.isDone(); ) {
      assertTrue(System.nanoTime() < end, "not recovered");
      session.control.run();
      Thread.onSpinWait();
    }
    session.control.run();
    return session;
  }

  private static JobID submitted(TestSession session, String name) throws Exception {
    var id = session.manager.submit(single().name(name).build());
    session.control.run();
    return id.get(10, TimeUnit.SECONDS);
  }
}
