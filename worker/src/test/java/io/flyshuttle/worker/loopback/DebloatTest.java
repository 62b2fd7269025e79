// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is in flight to a slow task, over sockets and within a worker. */
@Timeout(600)
final class DebloatTest {

  private static final int SEGMENT = 8 << 10;
  private static final long TARGET_MILLIS = 200;
  private static final long NANOS_PER_RECORD = 1_000_000;
  private static final String PAYLOAD = "z".repeat(100);

  @TempDir Path directory;

  /** Newest counters of all sinks, by subtask. */
  private final Map<Integer, TaskMetrics> sinks = new ConcurrentHashMap<>();

  private final Map<Integer, TaskMetrics> sources = new ConcurrentHashMap<>();

  private JobGraph graph() {
    PlanNode source =
        TestOperators.sequence(
                Long.MAX_VALUE, (subtask, index) -> PAYLOAD, StringSerializer.INSTANCE)
            .parallelism(2);
    PlanNode sink =
        TestOperators.each(
                source,
                Ship.rebalance(),
                StringSerializer.INSTANCE,
                (record, timestamp, out) -> LockSupport.parkNanos(NANOS_PER_RECORD))
            .parallelism(2);
    return TestOperators.plan("slow", JobType.STREAMING, 2, new ExecutionConfig())
        .add(sink)
        .toJobGraph();
  }

  private void onMessage(MasterMessage message) {
    if (message instanceof MasterMessage.Pong pong) {
      for (TaskMetrics task : pong.metrics()) {
        (task.attempt().vertex() == 0 ? sources : sinks).put(task.attempt().subtask(), task);
      }
    }
  }

  private long bytesRead() {
    return sinks.values().stream().mapToLong(TaskMetrics::bytesIn).sum();
  }

  /** Some are counted twice, as both sides of a channel within a worker. */
  private long bytesInFlight() {
    return sinks.values().stream().mapToLong(TaskMetrics::queuedInBytes).sum()
        + sources.values().stream().mapToLong(TaskMetrics::queuedOutBytes).sum();
  }

  private void ping(LoopbackCluster cluster) {
    cluster.workers().forEach(worker -> worker.receive(new WorkerMessage.Ping(1)));
  }

  /** Milliseconds' worth of data in flight, when the sinks have read a given number of bytes. */
  private double millisInFlight(boolean enabled, long bytes) {
    Configuration configuration =
        new Configuration()
            .set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, enabled)
            .set(TaskManagerOptions.BUFFER_DEBLOAT_TARGET, Duration.ofMillis(TARGET_MILLIS))
            .set(TaskManagerOptions.BUFFER_DEBLOAT_PERIOD, Duration.ofMillis(50));
    sinks.clear();
    sources.clear();
    try (LoopbackCluster cluster =
        new LoopbackCluster(
            directory.resolve("debloat-" + enabled),
            2,
            16L << 20,
            SEGMENT,
            FaultPoints.none(),
            configuration)) {
      cluster.observe(this::onMessage);
      JobGraph graph = graph();
      long start = System.nanoTime();
      cluster.deploy(graph);
      LoopbackCluster.awaitTrue(
          "sinks read",
          () -> {
            ping(cluster);
            LockSupport.parkNanos(10_000_000);
            return bytesRead() >= bytes;
          });
      double bytesPerMilli = bytesRead() * 1e6 / (System.nanoTime() - start);
      double millis = bytesInFlight() / bytesPerMilli;
      cluster.cancel(graph, 0);
      cluster.awaitEnded(graph, 0);
      cluster.release(graph);
      cluster.assertNothingHeld();
      return millis;
    }
  }

  @Test
  void whenATaskIsSlowThenLessIsInFlight() {
    // twice what is in flight at first with full buffers
    long bytes = 2 * 48 * SEGMENT;
    double without = millisInFlight(false, bytes);
    double with = millisInFlight(true, bytes);
    assertTrue(
        with < without / 2 && with < 4 * TARGET_MILLIS,
        () -> "in flight: " + without + " ms, with smaller buffers " + with + " ms");
  }
}
