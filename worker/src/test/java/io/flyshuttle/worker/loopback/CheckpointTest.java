// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static io.flyshuttle.worker.loopback.TestOperators.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of tasks on two workers, with barriers over sockets. */
@Timeout(600)
final class CheckpointTest {

  private static final int RANGES = 8;
  private static final long LENGTH = 40_000;

  /** A worker closes a file to which no task has added for so long. */
  private static final long STRAGGLER_NANOS = 1_000_000_000L;

  @TempDir Path directory;
  private Path state;
  private LoopbackCluster cluster;
  private CheckpointMaster master;
  private String test;

  /** What happens at named moments. */
  private final AtomicReference<FaultPoints> faults = new AtomicReference<>(FaultPoints.none());

  @BeforeEach
  void start(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName() + info.getDisplayName();
    state = directory.resolve("state");
    cluster =
        new LoopbackCluster(
            directory, 2, 16L << 20, 4 << 10, (point, id) -> faults.get().reached(point, id));
    master = new CheckpointMaster(cluster, base());
    cluster.checkpoints(settings(CheckpointingMode.EXACTLY_ONCE), attempt -> null);
  }

  @AfterEach
  void nothingIsLeft() {
    faults.set(FaultPoints.none());
    SummingJob.end(test).complete(null);
    cluster.cancelAll();
    try {
      cluster.assertNothingHeld();
    } finally {
      cluster.close();
    }
    LoopbackCluster.awaitTrue(
        "all threads end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(
                    name ->
                        name.matches(
                            "(agent|network|result-reader|checkpoint)-w.*|.*\\(\\d+/\\d+\\).*")));
  }

  private String base() {
    return state.toUri().toString().replaceAll("/$", "");
  }

  private TaskCheckpoints settings(CheckpointingMode mode) {
    return new TaskCheckpoints(true, mode, false, 0, base(), "hashmap", false, false);
  }

  private JobGraph graph(int sources, int sums, boolean push, boolean commits) {
    return SummingJob.graph(test, sources, sums, RANGES, LENGTH, push, commits);
  }

  private Set<String> files() throws IOException {
    if (!Files.exists(state)) {
      return Set.of();
    }
    try (Stream<Path> all = Files.walk(state)) {
      return all.filter(Files::isRegularFile)
          .map(path -> state.relativize(path).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException | UncheckedIOException e) {
      // files are being deleted while they are listed
      return files();
    }
  }

  /** Directories and workers of which there are files. */
  private Set<String> writers() throws IOException {
    return files().stream()
        .map(file -> file.replaceAll("-\\d+\\.segment$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether all was written so fast that no worker can have closed a file before the last task. */
  private static boolean isInTime(long beginNanos) {
    return System.nanoTime() - beginNanos < STRAGGLER_NANOS;
  }

  /** Each of two workers has written one file, if no task came too late for it. */
  private void assertOneFileEach(String directory, boolean inTime) throws IOException {
    long found = files().stream().filter(file -> file.startsWith(directory)).count();
    assertTrue(inTime ? found == 2 : found >= 2, () -> found + " files in " + directory);
  }

  private void awaitSent(long numbers) {
    LoopbackCluster.awaitTrue("numbers flow", () -> SummingJob.sent(test).get() >= numbers);
  }

  private void runToTheEnd(JobGraph graph) {
    SummingJob.end(test).complete(null);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    cluster.release(graph);
  }

  private void cancel(JobGraph graph) {
    cluster.cancel(graph, 0);
    cluster.awaitEnded(graph, 0);
    cluster.release(graph);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldRestoreExactlyWithAnotherParallelism(boolean push) throws Exception {
    JobGraph before = graph(3, 4, push, false);
    cluster.deploy(before);
    awaitSent(20_000);
    long firstNanos = System.nanoTime();
    master.trigger(before, master.barrier(1, CheckpointKind.CHECKPOINT), 0, 0);
    master.awaitAcknowledged(before, 1, 7);
    boolean firstInTime = isInTime(firstNanos);
    master.completed(before, 1);
    awaitSent(60_000);
    long secondNanos = System.nanoTime();
    master.trigger(before, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 0);
    Map<AttemptID, MasterMessage.CheckpointAcknowledged> acknowledged =
        master.awaitAcknowledged(before, 2, 7);
    boolean secondInTime = isInTime(secondNanos);
    cancel(before);

    assertEquals(7, acknowledged.size());
    assertTrue(seen(test + "-events").contains("completed 1"));
    assertEquals(Set.of("chk-1/w0", "chk-1/w1", "chk-2/w0", "chk-2/w1"), writers());
    assertOneFileEach("chk-1/", firstInTime);
    assertOneFileEach("chk-2/", secondInTime);

    JobGraph after = graph(2, 3, push, false);
    cluster.checkpoints(
        settings(CheckpointingMode.EXACTLY_ONCE), master.restore(before, 2, base(), after));
    cluster.deploy(after);
    runToTheEnd(after);

    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @Test
  void shouldRestoreFromASavepoint() throws Exception {
    JobGraph before = graph(2, 2, false, false);
    cluster.deploy(before);
    awaitSent(30_000);
    Barrier barrier = master.barrier(5, CheckpointKind.SAVEPOINT);
    long beginNanos = System.nanoTime();
    master.trigger(before, barrier, 0, 0);
    master.awaitAcknowledged(before, 5, 4);
    boolean inTime = isInTime(beginNanos);
    cancel(before);

    assertEquals(Set.of("savepoint-5/w0", "savepoint-5/w1"), writers());
    assertOneFileEach("savepoint-5/", inTime);
    JobGraph after = graph(4, 1, true, false);
    cluster.checkpoints(
        settings(CheckpointingMode.EXACTLY_ONCE),
        master.restore(before, 5, barrier.directory(), after));
    cluster.deploy(after);
    runToTheEnd(after);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @Test
  void whenAtLeastOnceThenNoRecordIsLost() {
    cluster.checkpoints(settings(CheckpointingMode.AT_LEAST_ONCE), attempt -> null);
    JobGraph before = graph(4, 2, false, false);
    cluster.deploy(before);
    awaitSent(20_000);
    // two at a time: nothing is held back, so the second may overtake the end of the first
    master.trigger(before, master.barrier(1, CheckpointKind.CHECKPOINT), 0, 0);
    master.trigger(before, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 0);
    master.awaitAcknowledged(before, 2, 6);
    cancel(before);

    JobGraph after = graph(4, 2, false, false);
    cluster.checkpoints(
        settings(CheckpointingMode.AT_LEAST_ONCE), master.restore(before, 2, base(), after));
    cluster.deploy(after);
    runToTheEnd(after);
    Map<Long, Long> expected = SummingJob.expected(RANGES, LENGTH);
    SummingJob.seen(test)
        .forEach((key, sum) -> assertTrue(sum >= expected.get(key), () -> key + " lost"));
  }

  @Test
  void whenACheckpointIsAbortedThenTasksGoOnAndTheNextIsExact() throws Exception {
    JobGraph before = graph(2, 2, false, false);
    cluster.deploy(before);
    awaitSent(10_000);
    // only one of two sources sends the barrier: its channels wait until the abort
    Barrier half = master.barrier(1, CheckpointKind.CHECKPOINT);
    cluster
        .worker(0)
        .receive(
            new WorkerMessage.TriggerCheckpoint(
                before.id(), half, List.of(new AttemptID(before.id(), 0, 0, 0)), 2));
    LoopbackCluster.awaitTrue("one source has saved", () -> master.isAcknowledged(1));
    master.aborted(before, 1);
    LoopbackCluster.awaitTrue("operators know", () -> seen(test + "-events").contains("aborted 1"));
    // the other source's barrier comes late and must not hold up anything
    cluster
        .worker(1)
        .receive(
            new WorkerMessage.TriggerCheckpoint(
                before.id(), half, List.of(new AttemptID(before.id(), 0, 1, 0)), 2));
    master.trigger(before, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 0);
    master.awaitAcknowledged(before, 2, 4);
    cancel(before);

    JobGraph after = graph(2, 2, false, false);
    cluster.checkpoints(
        settings(CheckpointingMode.EXACTLY_ONCE), master.restore(before, 2, base(), after));
    cluster.deploy(after);
    runToTheEnd(after);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FaultPoints.WORKER_BEFORE_WRITE,
        FaultPoints.WORKER_BEFORE_CLOSE,
        FaultPoints.WORKER_BEFORE_ACKNOWLEDGE
      })
  void whenWritingFailsThenTheCheckpointIsDeclinedAndTheJobLives(String where) throws Exception {
    faults.set(
        (point, id) -> {
          if (point.equals(where) && id == 1) {
            throw new IOException("the disk is gone");
          }
        });
    JobGraph graph = graph(2, 2, false, false);
    cluster.deploy(graph);
    awaitSent(10_000);
    master.trigger(graph, master.barrier(1, CheckpointKind.CHECKPOINT), 0, 0);
    MasterMessage.CheckpointDeclined declined = master.awaitDeclined(1);
    assertEquals(ErrorCode.FILE_SYSTEM_UNAVAILABLE, declined.reason().code());
    assertTrue(declined.reason().message().contains("the disk is gone"));
    master.aborted(graph, 1);
    LoopbackCluster.awaitTrue(
        "nothing is being written",
        () -> cluster.workers().stream().allMatch(w -> w.holdings().checkpoints() == 0));
    assertEquals(Set.of(), files());

    master.trigger(graph, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 0);
    master.awaitAcknowledged(graph, 2, 4);
    runToTheEnd(graph);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FaultPoints.WORKER_BEFORE_WRITE,
        FaultPoints.WORKER_BEFORE_CLOSE,
        FaultPoints.WORKER_BEFORE_ACKNOWLEDGE
      })
  void whenCanceledWhileStateIsWrittenThenNothingIsLeft(String where) throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    faults.set(
        (point, id) -> {
          if (point.equals(where)) {
            there.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new IOException("interrupted");
            }
          }
        });
    JobGraph graph = graph(2, 2, false, false);
    cluster.deploy(graph);
    awaitSent(10_000);
    master.trigger(graph, master.barrier(1, CheckpointKind.CHECKPOINT), 0, 0);
    there.await();
    cluster.cancel(graph, 0);
    // whatever the writer does, the tasks do not wait for it
    cluster.awaitEnded(graph, 0);
    master.aborted(graph, 1);
    never.countDown();
    cluster.release(graph);
    cluster.assertNothingHeld();
    LoopbackCluster.awaitTrue("files are deleted", this::hasNoFilesOfFirstCheckpoint);
  }

  private boolean hasNoFilesOfFirstCheckpoint() {
    try {
      return files().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whenATaskIsSlowThenTheSegmentOfTheOthersIsClosed() throws Exception {
    JobGraph graph = graph(2, 2, false, false);
    cluster.deploy(graph);
    awaitSent(10_000);
    // worker 0 is told of one task more than there are: as if one came much later
    Barrier barrier = master.barrier(1, CheckpointKind.CHECKPOINT);
    for (int w = 0; w < 2; w++) {
      cluster
          .worker(w)
          .receive(
              new WorkerMessage.TriggerCheckpoint(
                  graph.id(), barrier, List.of(new AttemptID(graph.id(), 0, w, 0)), 3));
    }
    master.awaitAcknowledged(graph, 1, 4);
    runToTheEnd(graph);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  // ---- the end ----

  @Test
  void whenInputsHaveEndedThenOperatorsThatCommitWaitForALastCheckpoint() throws Exception {
    SummingJob.end(test).complete(null);
    JobGraph graph = graph(2, 2, false, true);
    cluster.deploy(graph);
    master.awaitWaiting(2);
    cluster.awaitVertex(graph, 0, 0, TaskState.FINISHED);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));

    // a checkpoint that fails is not the last
    master.trigger(graph, master.barrier(1, CheckpointKind.CHECKPOINT), 0, 1);
    master.awaitAcknowledged(graph, 1, 2);
    master.aborted(graph, 1);
    master.trigger(graph, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 1);
    Map<AttemptID, MasterMessage.CheckpointAcknowledged> last =
        master.awaitAcknowledged(graph, 2, 2);
    last.values().forEach(ack -> assertTrue(ack.snapshot().ended()));
    master.completed(graph, 2);
    cluster.awaitVertex(graph, 1, 0, TaskState.FINISHED);
    cluster.release(graph);
    List<Object> events = new ArrayList<>(seen(test + "-events"));
    assertEquals(2, events.stream().filter("completed 2"::equals).count());

    // restored after its end: nothing is emitted again
    seen(test).clear();
    seen(test + "-events").clear();
    JobGraph after = graph(2, 2, false, true);
    cluster.checkpoints(settings(CheckpointingMode.EXACTLY_ONCE), endedRestore(graph, after));
    cluster.deploy(after);
    cluster.awaitAll(after, 0, TaskState.FINISHED);
    cluster.release(after);
    assertEquals(List.of(), seen(test));
    assertEquals(List.of(), seen(test + "-events"));
  }

  private Function<AttemptID, TaskRestore> endedRestore(JobGraph graph, JobGraph after) {
    var restore = master.restore(graph, 2, base(), after);
    return attempt -> {
      var one = restore.apply(attempt);
      return new TaskRestore(
          one.checkpointId(), one.base(), one.operators(), one.channels(), one.edges(), true);
    };
  }

  @Test
  void whenAllInputsHaveEndedThenTheTaskIsTriggeredInsteadOfItsSources() throws Exception {
    JobGraph graph = graph(2, 2, false, true);
    cluster.deploy(graph);
    // the trigger comes first, the end of the inputs later
    Barrier barrier = master.barrier(1, CheckpointKind.CHECKPOINT);
    master.trigger(graph, barrier, 0, 1);
    SummingJob.end(test).complete(null);
    Map<AttemptID, MasterMessage.CheckpointAcknowledged> acknowledged =
        master.awaitAcknowledged(graph, 1, 2);
    acknowledged.values().forEach(ack -> assertFalse(ack.snapshot().ended()));
    master.completed(graph, 1);
    master.awaitWaiting(2);
    master.trigger(graph, master.barrier(2, CheckpointKind.CHECKPOINT), 0, 1);
    master.awaitAcknowledged(graph, 2, 2);
    master.completed(graph, 2);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    cluster.release(graph);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldStopWithASavepointWithoutTheEndOfInput(boolean push) throws Exception {
    JobGraph before = graph(2, 2, push, true);
    cluster.deploy(before);
    awaitSent(20_000);
    Barrier barrier = master.barrier(3, CheckpointKind.SAVEPOINT_AND_STOP);
    master.trigger(before, barrier, 0, 0);
    master.awaitAcknowledged(before, 3, 4);
    master.completed(before, 3);
    cluster.awaitAll(before, 0, TaskState.FINISHED);
    cluster.release(before);

    assertEquals(List.of(), seen(test), "nothing is emitted as at the end of the input");
    List<Object> events = new ArrayList<>(seen(test + "-events"));
    assertEquals(List.of("completed 3", "completed 3"), events);

    JobGraph after = graph(3, 2, push, false);
    cluster.checkpoints(
        settings(CheckpointingMode.EXACTLY_ONCE),
        master.restore(before, 3, barrier.directory(), after));
    cluster.deploy(after);
    runToTheEnd(after);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whenASavepointThatStopsFailsThenTheJobGoesOn(boolean push) throws Exception {
    JobGraph graph = graph(2, 2, push, false);
    cluster.deploy(graph);
    awaitSent(20_000);
    master.trigger(graph, master.barrier(3, CheckpointKind.SAVEPOINT_AND_STOP), 0, 0);
    master.awaitAcknowledged(graph, 3, 4);
    master.aborted(graph, 3);
    runToTheEnd(graph);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldDrainWithASavepoint(boolean push) throws Exception {
    JobGraph graph = graph(2, 2, push, true);
    cluster.deploy(graph);
    awaitSent(20_000);
    master.trigger(graph, master.barrier(3, CheckpointKind.SAVEPOINT_AND_DRAIN), 0, 0);
    master.awaitAcknowledged(graph, 3, 4);
    assertEquals(
        SummingJob.KEYS,
        SummingJob.seen(test).size(),
        "all is emitted before the savepoint is complete");
    master.completed(graph, 3);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    cluster.release(graph);
    List<Object> events = new ArrayList<>(seen(test + "-events"));
    assertEquals(2, events.stream().filter("finished"::equals).count());
    assertEquals(2, events.stream().filter("completed 3"::equals).count());
  }

  @Test
  void whenDrainingFailsThenTheTasksStartAgain() throws Exception {
    JobGraph graph = graph(2, 2, false, false);
    cluster.deploy(graph);
    awaitSent(20_000);
    master.trigger(graph, master.barrier(3, CheckpointKind.SAVEPOINT_AND_DRAIN), 0, 0);
    master.awaitAcknowledged(graph, 3, 4);
    master.aborted(graph, 3);
    MasterMessage.TaskStateChanged failed = cluster.await(graph, 0, 0, 0, TaskState::isTerminal);
    assertEquals(TaskState.FAILED, failed.state());
    assertEquals(ErrorCode.CHECKPOINT_FAILED, failed.failure().code());
    cluster.cancel(graph, 0);
    cluster.release(graph);
  }

  @ParameterizedTest
  @EnumSource(CheckpointingMode.class)
  void shouldTakeManyCheckpointsWhileRecordsFlow(CheckpointingMode mode) throws Exception {
    cluster.checkpoints(settings(mode), attempt -> null);
    JobGraph graph = graph(3, 3, true, false);
    cluster.deploy(graph);
    for (int id = 1; id <= 30; id++) {
      master.trigger(graph, master.barrier(id, CheckpointKind.CHECKPOINT), 0, 0);
      master.awaitAcknowledged(graph, id, 6);
      master.completed(graph, id);
    }
    runToTheEnd(graph);
    assertEquals(SummingJob.expected(RANGES, LENGTH), SummingJob.seen(test));
  }
}
