// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What a job that has finished leaves: how long it ran, and its accumulators. */
public class JobExecutionResult extends JobSubmissionResult {
  private final long netRuntimeMillis;
  private final Map<String, Optional<Object>> accumulatorResults;

  /**
   * @param netRuntimeMillis from the start of the first task to the end of the last
   * @param accumulators final values by name; a value may be null, the map too
   */
  public JobExecutionResult(JobID jobID, long netRuntimeMillis, Map<String, Object> accumulators) {
    super(jobID);
    this.netRuntimeMillis = netRuntimeMillis;
    this.accumulatorResults = new HashMap<>();
    if (accumulators != null) {
      accumulators.forEach(
          (name, value) -> accumulatorResults.put(name, Optional.ofNullable(value)));
    }
  }

  @Override
  public boolean isJobExecutionResult() {
    return true;
  }

  @Override
  public JobExecutionResult getJobExecutionResult() {
    return this;
  }

  /** Run time in milliseconds. */
  public long getNetRuntime() {
    return netRuntimeMillis;
  }

  public long getNetRuntime(TimeUnit unit) {
    return unit.convert(netRuntimeMillis, TimeUnit.MILLISECONDS);
  }

  /** The final value of an accumulator; null if the job has none of that name. */
  @SuppressWarnings("unchecked")
  public <T> T getAccumulatorResult(String accumulatorName) {
    Optional<Object> result = accumulatorResults.get(accumulatorName);
    return result == null ? null : (T) result.orElse(null);
  }

  public Map<String, Object> getAllAccumulatorResults() {
    Map<String, Object> all = new HashMap<>();
    accumulatorResults.forEach((name, value) -> all.put(name, value.orElse(null)));
    return all;
  }

  /**
   * The value of an accumulator that counts in int; null if the job has none of that name.
   *
   * @throws ClassCastException if it is not an int
   */
  public Integer getIntCounterResult(String accumulatorName) {
    Object result = getAccumulatorResult(accumulatorName);
    if (result != null && !(result instanceof Integer)) {
      throw new ClassCastException(
          "the accumulator " + accumulatorName + " is a " + result.getClass().getName());
    }
    return (Integer) result;
  }

  /** A result with the id alone. */
  public static JobExecutionResult fromJobSubmissionResult(JobSubmissionResult result) {
    return new JobExecutionResult(result.getJobID(), -1, null);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Job ").append(getJobID()).append(" finished in ");
    text.append(netRuntimeMillis).append(" ms");
    if (!accumulatorResults.isEmpty()) {
      text.append("\nAccumulators:");
      new TreeMap<>(getAllAccumulatorResults())
          .forEach((name, value) -> text.append("\n- ").append(name).append(": ").append(value));
    }
    return text.toString();
  }
}
