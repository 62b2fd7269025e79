// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.JobArchive;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be told about a job: read-only records, made on the control thread, read by any. */
public final class JobReport {
  private JobReport() {}

  /**
   * A job in one line.
   *
   * @param endMillis -1 while it has not ended
   * @param waitingFor why it does not run, null if it does
   */
  public record Line(
      JobID id,
      String name,
      JobType type,
      JobStatus status,
      long startMillis,
      long endMillis,
      long durationMillis,
      Tasks tasks,
      String waitingFor) {}

  /** Number of subtasks by state of their current attempt. */
  public record Tasks(Map<TaskState, Integer> byState) {
    public int total() {
      return byState.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int in(TaskState state) {
      return byState.getOrDefault(state, 0);
    }
  }

  /**
   * A subtask's current attempt; worker and host are null before it was deployed.
   *
   * @param rates null before the first numbers
   * @param queuedInBytes bytes on its worker that wait for it
   * @param queuedOutBytes bytes it has written that no reader has taken
   * @param latencyMillis what records mostly take from the sources to it; -1 if it is not measured
   * @param currentWatermark up to which time all its inputs have come, {@link Long#MIN_VALUE}
   *     before the first watermark and {@link Long#MAX_VALUE} when they have ended
   */
  public record Subtask(
      int index,
      int attempt,
      TaskState state,
      String worker,
      String host,
      TaskRates rates,
      long queuedInBytes,
      long queuedOutBytes,
      long latencyMillis,
      long currentWatermark) {}

  /**
   * Where backpressure starts.
   *
   * @param vertex id of the vertex
   * @param subtask index of its busiest subtask
   * @param waiting upstream tasks that wait
   * @param message all of it in one line
   */
  public record Bottleneck(String vertex, String name, int subtask, int waiting, String message) {}

  /**
   * The input splits of a vertex.
   *
   * @param total how many there are
   * @param left how many no subtask has got yet
   * @param local how many were given to a subtask on a host that holds their data
   */
  public record Splits(int total, int left, int local) {}

  /**
   * What was decided about a vertex at run time, from the real size of what it reads.
   *
   * @param reason what, and why; empty if nothing was
   * @param replicatedBytes how much its subtasks read more than once, as it is on disk
   * @param dividedSubpartitions how many large subpartitions are read by several subtasks
   */
  public record Adaptation(String reason, long replicatedBytes, int dividedSubpartitions) {
    /** Nothing was decided. */
    public static final Adaptation NONE = new Adaptation("", 0, 0);
  }

  /**
   * A vertex with its counters, summed over the subtasks.
   *
   * @param spilledBytes what its operators wrote to temporary files
   * @param adaptation what was decided about it at run time
   */
  public record Vertex(
      String id,
      String name,
      int parallelism,
      TaskState status,
      long recordsIn,
      long recordsOut,
      long bytesIn,
      long bytesOut,
      long spilledBytes,
      Splits splits,
      Adaptation adaptation,
      List<Subtask> subtasks) {}

  /** A job with all its subtasks; {@code failure} is null unless it failed. */
  public record Detail(
      Line line,
      int restarts,
      Failure failure,
      List<Vertex> vertices,
      List<Bottleneck> bottlenecks) {}

  /** One subtask's part of an accumulator. */
  public record Part(int vertex, int subtask, Payload payload) {
    /** Those that were stored. */
    public static Map<String, List<Part>> of(Map<String, List<JobArchive.Part>> stored) {
      Map<String, List<Part>> parts = new TreeMap<>();
      stored.forEach(
          (name, all) ->
              parts.put(
                  name,
                  all.stream().map(p -> new Part(p.vertex(), p.subtask(), p.payload())).toList()));
      return parts;
    }
  }

  /** What a job leaves behind; {@code accumulators} by name. */
  public record Result(
      JobID id,
      String name,
      JobStatus status,
      long netRuntimeMillis,
      Failure failure,
      Map<String, List<Part>> accumulators) {}
}
