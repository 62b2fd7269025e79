// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.CheckpointSettings.Retention;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.WorkerMessage.DeployTasks;
import io.flyshuttle.protocol.message.WorkerMessage.TriggerCheckpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the JobManager makes of unaligned checkpoints. */
final class UnalignedSubmissionTest {
  private static final long INTERVAL = 1_000;

  private final TestSession session = new TestSession();

  private static CheckpointSettings settings(CheckpointingMode mode, int concurrent) {
    return new CheckpointSettings(
        INTERVAL,
        mode,
        60_000,
        0,
        concurrent,
        -1,
        true,
        0,
        Retention.RETAIN_ON_CANCELLATION,
        1,
        "file:/checkpoints",
        "file:/savepoints",
        "",
        false,
        false);
  }

  private static Graphs pipeline(CheckpointSettings settings, int sinks) {
    return new Graphs()
        .checkpoints(settings)
        .vertex("source", 1)
        .vertex("sink", sinks)
        .shuffle(0, 1);
  }

  private static List<Barrier> barriers(FakeWorker worker) {
    return worker.heard(TriggerCheckpoint.class).stream().map(TriggerCheckpoint::barrier).toList();
  }

  @Test
  void whenMoreThanOneIsToBeUnderWayThenTheJobIsNotAccepted() {
    JobGraph two = pipeline(settings(CheckpointingMode.EXACTLY_ONCE, 2), 1).build();
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> session.manager.submit(two));
    assertEquals(ErrorCode.INVALID_OPTION, refused.code());
    assertTrue(refused.getMessage().contains("max-concurrent-checkpoints is 2"));
  }

  @Test
  void shouldLetBarriersOfCheckpointsOvertakeButNotThoseOfSavepoints() {
    FakeWorker a = session.worker("a", 1);
    JobID id = session.submit(pipeline(settings(CheckpointingMode.EXACTLY_ONCE, 1), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    a.acknowledgeAll(1);
    session.manager.save(id, CheckpointKind.SAVEPOINT, "");
    session.control.run();
    assertEquals(List.of(true, false), barriers(a).stream().map(Barrier::unaligned).toList());
  }

  @Test
  void whenAtLeastOnceThenBarriersDoNotOvertake() {
    FakeWorker a = session.worker("a", 1);
    session.submit(pipeline(settings(CheckpointingMode.AT_LEAST_ONCE, 2), 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    assertEquals(List.of(false), barriers(a).stream().map(Barrier::unaligned).toList());
  }

  private List<TaskRestore> restored(FakeWorker worker, JobGraph graph) {
    session.submit(graph);
    List<DeployTasks> deployed = worker.heard(DeployTasks.class);
    return deployed.get(deployed.size() - 1).tasks().stream().map(TaskDeployment::restore).toList();
  }

  @Test
  void shouldGiveRecordsInFlightBackOrHaveTheReadersTakeThem() {
    FakeWorker a = session.worker("a", 3);
    CheckpointSettings settings = settings(CheckpointingMode.EXACTLY_ONCE, 1);
    JobID id = session.submit(pipeline(settings, 1).build());
    a.allRunning();
    session.control.advance(INTERVAL);
    StateBlob one = new StateBlob(new byte[] {1}, "", 0, 1, 0);
    StateBlob two = new StateBlob(new byte[] {2}, "", 0, 1, 0);
    ChannelSnapshot unsent = new ChannelSnapshot(false, 0, 0, one);
    ChannelSnapshot received = new ChannelSnapshot(true, 0, 0, two);
    a.acknowledge(a.task(0, 0), 1, new TaskSnapshot(List.of(), List.of(unsent), false));
    a.acknowledge(a.task(1, 0), 1, new TaskSnapshot(List.of(), List.of(received), false));
    session.now(session.manager.cancel(id));

    String path = "file:/checkpoints/" + id + "/chk-1";
    RestoreSettings restore = new RestoreSettings(path, false, false, Map.of());
    List<TaskRestore> same = restored(a, pipeline(settings, 1).restore(restore).build());
    assertEquals(
        List.of(List.of(unsent), List.of(received)),
        same.stream().map(TaskRestore::channels).toList());
    same.forEach(task -> assertEquals(List.of(), task.edges()));

    List<TaskRestore> wider = restored(a, pipeline(settings, 2).restore(restore).build());
    wider.forEach(task -> assertEquals(List.of(), task.channels()));
    assertEquals(
        List.of(0, 1, 1), wider.stream().map(task -> task.edges().size()).sorted().toList());
    EdgeRestore edge =
        wider.stream().flatMap(task -> task.edges().stream()).findFirst().orElseThrow();
    assertEquals(1, edge.consumers());
    assertEquals(List.of(new EdgeInFlight.Channel(0, 0, two, one)), edge.channels());
  }
}
