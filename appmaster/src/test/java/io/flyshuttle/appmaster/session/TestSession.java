// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.checkpoint.CheckpointDefaults;
import io.flyshuttle.appmaster.checkpoint.FakeCheckpointStorage;
import io.flyshuttle.appmaster.control.ManualControlThread;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.slot.SlotSettings;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A session without threads, sockets and YARN: fake workers, a clock moved by hand. */
final class TestSession {
  static final long REQUEST_TIMEOUT = 60_000;
  static final long HEARTBEAT_TIMEOUT = 20_000;

  final ManualControlThread control = new ManualControlThread();
  final FakeProvider provider = new FakeProvider();
  final FakeCheckpointStorage storage = new FakeCheckpointStorage();
  final Map<String, FakeWorker> workers = new LinkedHashMap<>();
  final JobManager manager;

  TestSession() {
    this(2, 0, 100, JobJournal.none());
  }

  TestSession(int slotsPerWorker, int minWorkers, int maxWorkers, JobJournal journal) {
    this(slotsPerWorker, minWorkers, maxWorkers, journal, List.of());
  }

  /** One that has workers of an ApplicationMaster before it. */
  TestSession(
      int slotsPerWorker,
      int minWorkers,
      int maxWorkers,
      JobJournal journal,
      List<String> earlierWorkers) {
    earlierWorkers.forEach(worker -> provider.earlier.put(worker, "host"));
    SlotSettings slots =
        new SlotSettings(
            slotsPerWorker,
            minWorkers,
            maxWorkers,
            30_000,
            REQUEST_TIMEOUT,
            5_000,
            HEARTBEAT_TIMEOUT,
            40_000,
            false);
    SessionSettings settings =
        new SessionSettings(
            "test",
            slots,
            RestartSpec.sessionDefault(),
            90_000,
            CheckpointDefaults.of(new Configuration(), "file:/session"),
            Map.of());
    manager = new JobManager(settings, control, journal, storage);
    manager.start(provider, actor -> workers.get(actor)::onMessage);
    control.run();
  }

  FakeWorker worker(String id, int slots) {
    FakeWorker worker = new FakeWorker(this, id, slots);
    workers.put(id, worker);
    register(worker, List.of());
    return worker;
  }

  void register(FakeWorker worker, List<AttemptID> running) {
    WorkerInfo info =
        new WorkerInfo(
            worker.id, "host-" + worker.id, 4711, worker.slots, 1000L * worker.slots, 10, 100, 1);
    manager.onMessage(new MasterMessage.RegisterWorker(info, worker.id, running));
    control.run();
  }

  /** The worker's container ends. */
  void kill(FakeWorker worker) {
    worker.silent = true;
    provider.listener.onWorkerEnded(
        new WorkerExit(worker.id, "host", ErrorCode.CONTAINER_LOST, 137, false, "killed"));
    control.run();
  }

  JobID submit(JobGraph graph) {
    CompletableFuture<JobID> id = manager.submit(graph);
    control.run();
    return id.join();
  }

  JobReport.Detail job(JobID id) {
    return now(manager.job(id));
  }

  JobStatus status(JobID id) {
    return job(id).line().status();
  }

  List<JobEvent> events(JobID id) {
    List<JobEvent> events = new ArrayList<>();
    Runnable end = now(manager.listen(id, 0, e -> events.add(e.event())));
    end.run();
    control.run();
    return events;
  }

  <T> T now(CompletableFuture<T> future) {
    control.run();
    return future.join();
  }
}
