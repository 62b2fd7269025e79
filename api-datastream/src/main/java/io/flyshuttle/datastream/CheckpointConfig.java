// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ReadableConfig;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/** When and how snapshots of the program's state are taken. */
public class CheckpointConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final CheckpointingMode DEFAULT_MODE = CheckpointingMode.EXACTLY_ONCE;
  public static final long DEFAULT_TIMEOUT = Duration.ofMinutes(10).toMillis();
  public static final long DEFAULT_MIN_PAUSE_BETWEEN_CHECKPOINTS = 0;
  public static final int DEFAULT_MAX_CONCURRENT_CHECKPOINTS = 1;
  public static final int UNDEFINED_TOLERABLE_CHECKPOINT_NUMBER = -1;

  private static final long DISABLED = -1;
  private static final long SHORTEST_INTERVAL_MILLIS = 10;

  private long intervalMillis = DISABLED;
  private CheckpointingMode mode = DEFAULT_MODE;
  private long timeoutMillis = DEFAULT_TIMEOUT;
  private long minPauseMillis = DEFAULT_MIN_PAUSE_BETWEEN_CHECKPOINTS;
  private int maxConcurrent = DEFAULT_MAX_CONCURRENT_CHECKPOINTS;
  private int tolerableFailures = UNDEFINED_TOLERABLE_CHECKPOINT_NUMBER;
  private boolean unaligned;
  private long alignedTimeoutMillis;
  private String storage;

  public CheckpointConfig() {}

  /** A copy. */
  public CheckpointConfig(CheckpointConfig other) {
    this.intervalMillis = other.intervalMillis;
    this.mode = other.mode;
    this.timeoutMillis = other.timeoutMillis;
    this.minPauseMillis = other.minPauseMillis;
    this.maxConcurrent = other.maxConcurrent;
    this.tolerableFailures = other.tolerableFailures;
    this.unaligned = other.unaligned;
    this.alignedTimeoutMillis = other.alignedTimeoutMillis;
    this.storage = other.storage;
  }

  public void disableCheckpointing() {
    intervalMillis = DISABLED;
  }

  public boolean isCheckpointingEnabled() {
    return intervalMillis > 0;
  }

  public CheckpointingMode getCheckpointingMode() {
    return mode;
  }

  public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
    this.mode = checkpointingMode;
  }

  public CheckpointingMode getCheckpointingConsistencyMode() {
    return mode;
  }

  public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
    this.mode = checkpointingMode;
  }

  /** Milliseconds between the starts of two checkpoints; -1 if there are none. */
  public long getCheckpointInterval() {
    return intervalMillis;
  }

  public void setCheckpointInterval(long checkpointIntervalMillis) {
    this.intervalMillis =
        atLeast(SHORTEST_INTERVAL_MILLIS, checkpointIntervalMillis, "checkpoint interval in ms");
  }

  /** Milliseconds after which a checkpoint that is not complete is given up. */
  public long getCheckpointTimeout() {
    return timeoutMillis;
  }

  public void setCheckpointTimeout(long checkpointTimeoutMillis) {
    this.timeoutMillis =
        atLeast(SHORTEST_INTERVAL_MILLIS, checkpointTimeoutMillis, "checkpoint timeout in ms");
  }

  /** Milliseconds from the end of one checkpoint to the start of the next, at least. */
  public long getMinPauseBetweenCheckpoints() {
    return minPauseMillis;
  }

  public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpointsMillis) {
    this.minPauseMillis =
        atLeast(0, minPauseBetweenCheckpointsMillis, "pause between checkpoints in ms");
  }

  public int getMaxConcurrentCheckpoints() {
    return maxConcurrent;
  }

  public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
    this.maxConcurrent =
        (int) atLeast(1, maxConcurrentCheckpoints, "number of concurrent checkpoints");
  }

  /** How many checkpoints may fail in a row before the job does. */
  public int getTolerableCheckpointFailureNumber() {
    return tolerableFailures == UNDEFINED_TOLERABLE_CHECKPOINT_NUMBER ? 0 : tolerableFailures;
  }

  public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
    this.tolerableFailures =
        (int) atLeast(0, tolerableCheckpointFailureNumber, "number of tolerable failures");
  }

  /** Whether a failed checkpoint fails the job. */
  @Deprecated
  public boolean isFailOnCheckpointingErrors() {
    return getTolerableCheckpointFailureNumber() == 0;
  }

  @Deprecated
  public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
    this.tolerableFailures = failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE;
  }

  public void enableUnalignedCheckpoints() {
    enableUnalignedCheckpoints(true);
  }

  public void enableUnalignedCheckpoints(boolean enabled) {
    this.unaligned = enabled;
  }

  public boolean isUnalignedCheckpointsEnabled() {
    return unaligned;
  }

  public Duration getAlignedCheckpointTimeout() {
    return Duration.ofMillis(alignedTimeoutMillis);
  }

  public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
    this.alignedTimeoutMillis = alignedCheckpointTimeout.toMillis();
  }

  /** Directory of checkpoints; null: the session's. */
  public String getCheckpointDirectory() {
    return storage;
  }

  public void setCheckpointStorage(String checkpointDirectory) {
    this.storage = checkpointDirectory;
  }

  public void setCheckpointStorage(URI checkpointDirectory) {
    setCheckpointStorage(checkpointDirectory.toString());
  }

  public void setCheckpointStorage(Path checkpointDirectory) {
    setCheckpointStorage(checkpointDirectory.toString());
  }

  /** Takes over what the configuration sets. */
  public void configure(ReadableConfig configuration) {
    configuration
        .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
        .ifPresent(interval -> setCheckpointInterval(interval.toMillis()));
    configuration
        .getOptional(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
        .ifPresent(this::setCheckpointingMode);
    configuration
        .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
        .ifPresent(this::setCheckpointStorage);
  }

  /** Puts the settings where the JobManager reads them. */
  void writeTo(Configuration configuration) {
    if (isCheckpointingEnabled()) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(intervalMillis));
      configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, mode);
    }
    if (storage != null) {
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, storage);
    }
  }

  private static long atLeast(long least, long value, String what) {
    if (value < least) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, "the " + what + " is " + value + "; the least is " + least);
    }
    return value;
  }
}
