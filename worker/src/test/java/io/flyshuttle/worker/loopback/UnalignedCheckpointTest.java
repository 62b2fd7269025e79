// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage.CheckpointAcknowledged;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Barriers that overtake records, between two workers over sockets. */
@Timeout(600)
final class UnalignedCheckpointTest {

  private static final long COUNT = 3_000;
  private static final int TASKS = 8;
  private static final int SEEN_AT_FIRST = 500;

  /** Of more than 400 bytes each on average; buffers hold twice as many. */
  private static final int ON_THEIR_WAY = 1_000;

  private static final int SINKS = 2;

  @TempDir Path directory;
  private LoopbackCluster cluster;
  private CheckpointMaster master;
  private String test;

  @BeforeEach
  void start(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName() + info.getDisplayName();
    cluster = new LoopbackCluster(directory, 2, 16L << 20, 4 << 10);
    master = new CheckpointMaster(cluster, base());
  }

  @AfterEach
  void nothingIsLeft() {
    FlowJob.permits(test).release(1 << 20);
    cluster.cancelAll();
    try {
      cluster.assertNothingHeld();
    } finally {
      cluster.close();
    }
  }

  private String base() {
    return directory.resolve("state").toUri().toString().replaceAll("/$", "");
  }

  private TaskCheckpoints settings(long timeoutMillis) {
    return new TaskCheckpoints(
        true, CheckpointingMode.EXACTLY_ONCE, true, timeoutMillis, base(), "hashmap", false, false);
  }

  private Barrier barrier(long id) {
    return master.barrier(id, CheckpointKind.CHECKPOINT, true);
  }

  private void trigger(JobGraph graph, Barrier barrier) {
    master.trigger(graph, barrier, 0, FlowJob.LEFT, FlowJob.RIGHT);
  }

  /** Starts the job and lets sinks see some records, then none; many more are on their way. */
  private JobGraph startAndBlock(long timeoutMillis) {
    cluster.checkpoints(settings(timeoutMillis), attempt -> null);
    JobGraph graph = FlowJob.graph(test, COUNT);
    cluster.deploy(graph);
    FlowJob.permits(test).release(SEEN_AT_FIRST);
    LoopbackCluster.awaitTrue(
        "records flow", () -> FlowJob.sent(test).get() > SEEN_AT_FIRST + ON_THEIR_WAY);
    LoopbackCluster.awaitTrue(
        "both sinks wait", () -> FlowJob.permits(test).getQueueLength() == SINKS);
    return graph;
  }

  /** Lets sinks see one record at a time until both have taken their snapshots. */
  private Map<AttemptID, CheckpointAcknowledged> drip(JobGraph graph, long id) {
    LoopbackCluster.awaitTrue(
        "checkpoint " + id,
        () -> {
          // the one that has no records does not wait
          if (FlowJob.permits(test).getQueueLength() > 0) {
            FlowJob.permits(test).release();
          }
          return FlowJob.snapshots(test, id).get() == SINKS;
        });
    return master.awaitAcknowledged(graph, id, TASKS);
  }

  private void cancel(JobGraph graph) {
    cluster.cancel(graph, 0);
    cluster.awaitEnded(graph, 0);
    cluster.release(graph);
  }

  private void finish(JobGraph graph) {
    FlowJob.end(test).complete(null);
    FlowJob.permits(test).release(1 << 20);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    cluster.release(graph);
    assertEquals(FlowJob.expected(COUNT), FlowJob.seen(test));
  }

  private JobGraph restore(JobGraph before, long id) {
    JobGraph after = FlowJob.graph(test, COUNT);
    cluster.checkpoints(settings(0), master.restore(before, id, base(), after));
    cluster.deploy(after);
    return after;
  }

  private static long inFlight(Collection<CheckpointAcknowledged> parts) {
    return parts.stream().mapToLong(part -> part.times().inFlightBytes()).sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100})
  void whenSinksAreStuckThenAllOthersSaveTheirRecordsInFlight(long timeoutMillis) throws Exception {
    JobGraph before = startAndBlock(timeoutMillis);
    trigger(before, barrier(1));
    master.awaitVertices(before, 1, FlowJob.LEFT, FlowJob.RIGHT, FlowJob.JOIN);
    // a sink takes its snapshot after the record it is stuck in
    assertEquals(0, master.acknowledged(1, FlowJob.SINK));
    Map<AttemptID, CheckpointAcknowledged> parts = drip(before, 1);
    assertTrue(parts.values().stream().allMatch(part -> part.times().unaligned()));
    long inFlight = inFlight(parts.values());
    assertTrue(inFlight > 100_000, () -> "in flight: " + inFlight);
    cancel(before);

    finish(restore(before, 1));
  }

  @Test
  void whenRestoredRecordsAreStillInFlightThenTheNextCheckpointHasThem() throws Exception {
    JobGraph first = startAndBlock(0);
    trigger(first, barrier(1));
    master.awaitVertices(first, 1, FlowJob.LEFT, FlowJob.RIGHT, FlowJob.JOIN);
    drip(first, 1);
    cancel(first);

    JobGraph second = restore(first, 1);
    FlowJob.permits(test).release(50);
    LoopbackCluster.awaitTrue(
        "both sinks wait again", () -> FlowJob.permits(test).getQueueLength() == SINKS);
    trigger(second, barrier(2));
    drip(second, 2);
    cancel(second);

    finish(restore(second, 2));
  }

  @Test
  void whenNothingIsHeldUpThenBarriersAreAligned() {
    cluster.checkpoints(settings(60_000), attempt -> null);
    JobGraph graph = FlowJob.graph(test, COUNT);
    cluster.deploy(graph);
    FlowJob.permits(test).release(1 << 20);
    LoopbackCluster.awaitTrue("records flow", () -> FlowJob.sent(test).get() > 300);
    trigger(graph, barrier(1));
    Map<AttemptID, CheckpointAcknowledged> parts = master.awaitAcknowledged(graph, 1, TASKS);
    assertEquals(0, inFlight(parts.values()));
    parts.values().forEach(part -> assertFalse(part.times().unaligned()));
    finish(graph);
  }

  @Test
  void shouldSaveAgainAndAgainUnderBackpressure() throws Exception {
    JobGraph before = startAndBlock(0);
    long last = 12;
    for (long id = 1; id <= last; id++) {
      trigger(before, barrier(id));
      // different moments of records and segments
      FlowJob.permits(test).release(7 * (int) id);
      drip(before, id);
      master.completed(before, id);
    }
    cancel(before);

    finish(restore(before, last));
  }

  @Test
  void whenACheckpointIsAbortedHalfwayThenTheNextIsExact() throws Exception {
    JobGraph before = startAndBlock(0);
    // the right source never sends the barrier
    Barrier half = barrier(1);
    for (int s = 0; s < 2; s++) {
      cluster
          .worker(s)
          .receive(
              new WorkerMessage.TriggerCheckpoint(
                  before.id(), half, List.of(new AttemptID(before.id(), FlowJob.LEFT, s, 0)), 4));
    }
    master.awaitVertices(before, 1, FlowJob.LEFT);
    FlowJob.permits(test).release(20);
    assertEquals(0, master.acknowledged(1, FlowJob.JOIN));
    master.aborted(before, 1);
    trigger(before, barrier(2));
    drip(before, 2);
    cancel(before);

    finish(restore(before, 2));
  }

  @Test
  void shouldAlignForASavepoint() throws Exception {
    JobGraph before = startAndBlock(0);
    Barrier savepoint = master.barrier(3, CheckpointKind.SAVEPOINT);
    trigger(before, savepoint);
    FlowJob.permits(test).release(1 << 20);
    Map<AttemptID, CheckpointAcknowledged> parts = master.awaitAcknowledged(before, 3, TASKS);
    parts.values().forEach(part -> assertEquals(List.of(), part.snapshot().channels()));
    cancel(before);

    JobGraph after = FlowJob.graph(test, COUNT);
    cluster.checkpoints(settings(0), master.restore(before, 3, savepoint.directory(), after));
    cluster.deploy(after);
    finish(after);
  }

  @Test
  void whenCanceledWhileChannelsAreSavedThenNothingIsLeft() {
    JobGraph graph = startAndBlock(0);
    Barrier half = barrier(1);
    cluster
        .worker(0)
        .receive(
            new WorkerMessage.TriggerCheckpoint(
                graph.id(), half, List.of(new AttemptID(graph.id(), FlowJob.LEFT, 0, 0)), 4));
    LoopbackCluster.awaitTrue("one source has saved", () -> master.isAcknowledged(1));
    cancel(graph);
    cluster.assertNothingHeld();
    assertEquals(new HashMap<>(), FlowJob.seen(test));
  }
}
