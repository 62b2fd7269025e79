// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.CheckpointSettings.Retention;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.option.CheckpointingOptions;
import io.flyshuttle.core.option.ExternalizedCheckpointRetention;
import io.flyshuttle.core.option.ReadableConfig;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.datastream.state.CheckpointStorage;
import io.flyshuttle.datastream.state.FileSystemCheckpointStorage;
import io.flyshuttle.datastream.state.StateBackend;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** When and how snapshots of the program's state are taken. */
public class CheckpointConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final CheckpointingMode DEFAULT_MODE = CheckpointingMode.EXACTLY_ONCE;
  public static final long DEFAULT_TIMEOUT = Duration.ofMinutes(10).toMillis();
  public static final long DEFAULT_MIN_PAUSE_BETWEEN_CHECKPOINTS = 0;
  public static final int DEFAULT_MAX_CONCURRENT_CHECKPOINTS = 1;
  public static final int UNDEFINED_TOLERABLE_CHECKPOINT_NUMBER = -1;
  public static final int DEFAULT_CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA = -1;

  private static final long DISABLED = -1;
  private static final long SHORTEST_INTERVAL_MILLIS = 10;

  private long intervalMillis = DISABLED;
  private CheckpointingMode mode = DEFAULT_MODE;
  private long timeoutMillis = DEFAULT_TIMEOUT;
  private long minPauseMillis = DEFAULT_MIN_PAUSE_BETWEEN_CHECKPOINTS;
  private int maxConcurrent = DEFAULT_MAX_CONCURRENT_CHECKPOINTS;
  private int tolerableFailures = UNDEFINED_TOLERABLE_CHECKPOINT_NUMBER;
  private boolean unaligned;
  private boolean approximateLocalRecovery;
  private boolean forceUnaligned;
  private boolean interruptibleTimers;
  private long intervalDuringBacklogMillis = DISABLED;
  private long checkpointOfIgnoredInFlightData = DEFAULT_CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA;
  private long alignedTimeoutMillis;
  private ExternalizedCheckpointRetention retention =
      ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
  private int retained;
  private Boolean incremental;
  private boolean localCopies;
  private String directory;
  private String savepointDirectory;
  private CheckpointStorage storage;

  /** What becomes of checkpoints when the job has ended; the name that older programs use. */
  @Deprecated
  public enum ExternalizedCheckpointCleanup {
    DELETE_ON_CANCELLATION,
    RETAIN_ON_CANCELLATION,
    NO_EXTERNALIZED_CHECKPOINTS;

    /** Whether checkpoints are deleted when the job is cancelled. */
    public boolean deleteOnCancellation() {
      return this != RETAIN_ON_CANCELLATION;
    }
  }

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
    this.approximateLocalRecovery = other.approximateLocalRecovery;
    this.forceUnaligned = other.forceUnaligned;
    this.interruptibleTimers = other.interruptibleTimers;
    this.intervalDuringBacklogMillis = other.intervalDuringBacklogMillis;
    this.checkpointOfIgnoredInFlightData = other.checkpointOfIgnoredInFlightData;
    this.alignedTimeoutMillis = other.alignedTimeoutMillis;
    this.retention = other.retention;
    this.retained = other.retained;
    this.incremental = other.incremental;
    this.localCopies = other.localCopies;
    this.directory = other.directory;
    this.savepointDirectory = other.savepointDirectory;
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
    this.alignedTimeoutMillis =
        atLeast(0, alignedCheckpointTimeout.toMillis(), "aligned checkpoint timeout in ms");
  }

  @Deprecated
  public void setAlignmentTimeout(Duration alignmentTimeout) {
    setAlignedCheckpointTimeout(alignmentTimeout);
  }

  @Deprecated
  public Duration getAlignmentTimeout() {
    return getAlignedCheckpointTimeout();
  }

  /** What becomes of checkpoints when the job has ended. */
  public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
    return retention;
  }

  public void setExternalizedCheckpointRetention(
      ExternalizedCheckpointRetention externalizedCheckpointRetention) {
    this.retention = externalizedCheckpointRetention;
  }

  @Deprecated
  public ExternalizedCheckpointCleanup getExternalizedCheckpointCleanup() {
    return ExternalizedCheckpointCleanup.valueOf(retention.name());
  }

  @Deprecated
  public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanupMode) {
    this.retention = ExternalizedCheckpointRetention.valueOf(cleanupMode.name());
  }

  @Deprecated
  public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanupMode) {
    setExternalizedCheckpointCleanup(cleanupMode);
  }

  @Deprecated
  public boolean isExternalizedCheckpointsEnabled() {
    return retention != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
  }

  /** Whether programs with loops may have checkpoints: they may; nothing has to be forced. */
  @Deprecated
  public boolean isForceCheckpointing() {
    return false;
  }

  @Deprecated
  public void setForceCheckpointing(boolean forceCheckpointing) {}

  /** Whether a failed task may go on without its state being exact: here it never does. */
  public boolean isApproximateLocalRecoveryEnabled() {
    return approximateLocalRecovery;
  }

  /** Accepted, so that programs run; recovery is exact in any case, and restarts whole regions. */
  public void enableApproximateLocalRecovery(boolean enabled) {
    this.approximateLocalRecovery = enabled;
  }

  public boolean isForceUnalignedCheckpoints() {
    return forceUnaligned;
  }

  /**
   * Accepted without effect, which is said when the job starts: nothing but a loop keeps a program
   * from unaligned checkpoints, and that by force is not possible.
   */
  public void setForceUnalignedCheckpoints(boolean force) {
    this.forceUnaligned = force;
  }

  public boolean isUnalignedCheckpointsInterruptibleTimersEnabled() {
    return interruptibleTimers;
  }

  /**
   * Accepted without effect, which is said when the job starts: a checkpoint waits until all timers
   * that are due have rung.
   */
  public void enableUnalignedCheckpointsInterruptibleTimers(boolean enabled) {
    this.interruptibleTimers = enabled;
  }

  /** Milliseconds between checkpoints while sources catch up; that of all others if not set. */
  public long getCheckpointIntervalDuringBacklog() {
    return intervalDuringBacklogMillis == DISABLED ? intervalMillis : intervalDuringBacklogMillis;
  }

  /**
   * Accepted without effect, which is said when the job starts: sources do not say whether they
   * catch up, and checkpoints have one interval.
   *
   * @param intervalDuringBacklogMillis 0 for none at that time
   */
  public void setCheckpointIntervalDuringBacklog(long intervalDuringBacklogMillis) {
    this.intervalDuringBacklogMillis =
        atLeast(0, intervalDuringBacklogMillis, "checkpoint interval during backlog in ms");
  }

  /** The checkpoint whose data in flight was to be left out; -1 if none. */
  public long getCheckpointIdOfIgnoredInFlightData() {
    return checkpointOfIgnoredInFlightData;
  }

  /**
   * Accepted without effect, which is said when the job starts: data in flight is part of a
   * checkpoint's state and always restored.
   */
  public void setCheckpointIdOfIgnoredInFlightData(long checkpointId) {
    this.checkpointOfIgnoredInFlightData = checkpointId;
  }

  /** What was set and has no effect, one line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (forceUnaligned) {
      notes.add(
          "setForceUnalignedCheckpoints has no effect: programs with loops have aligned"
              + " checkpoints, and all others need no force");
    }
    if (interruptibleTimers) {
      notes.add(
          "enableUnalignedCheckpointsInterruptibleTimers has no effect: a checkpoint waits for"
              + " timers that are due");
    }
    if (intervalDuringBacklogMillis != DISABLED) {
      notes.add(
          "setCheckpointIntervalDuringBacklog has no effect: checkpoints have one interval, "
              + intervalMillis
              + " ms");
    }
    if (checkpointOfIgnoredInFlightData != DEFAULT_CHECKPOINT_ID_OF_IGNORED_IN_FLIGHT_DATA) {
      notes.add(
          "setCheckpointIdOfIgnoredInFlightData has no effect: data in flight is always restored");
    }
    return notes;
  }

  /** Directory of checkpoints; null: the session's. */
  public String getCheckpointDirectory() {
    return storage != null && storage.checkpointDirectory() != null
        ? storage.checkpointDirectory()
        : directory;
  }

  /** Where checkpoints go; null if it was not set. */
  public CheckpointStorage getCheckpointStorage() {
    return storage;
  }

  public void setCheckpointStorage(CheckpointStorage checkpointStorage) {
    this.storage = checkpointStorage;
  }

  public void setCheckpointStorage(String checkpointDirectory) {
    if (checkpointDirectory == null || checkpointDirectory.isBlank()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, "the directory of checkpoints is empty");
    }
    this.storage = new FileSystemCheckpointStorage(checkpointDirectory);
  }

  public void setCheckpointStorage(URI checkpointDirectory) {
    setCheckpointStorage(checkpointDirectory.toString());
  }

  public void setCheckpointStorage(Path checkpointDirectory) {
    setCheckpointStorage(checkpointDirectory.toString());
  }

  void setSavepointDirectory(String newSavepointDirectory) {
    this.savepointDirectory = newSavepointDirectory;
  }

  String getSavepointDirectory() {
    return storage != null && storage.savepointDirectory() != null
        ? storage.savepointDirectory()
        : savepointDirectory;
  }

  void setIncremental(boolean enabled) {
    this.incremental = enabled;
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
        .getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
        .ifPresent(timeout -> setCheckpointTimeout(timeout.toMillis()));
    configuration
        .getOptional(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)
        .ifPresent(pause -> setMinPauseBetweenCheckpoints(pause.toMillis()));
    configuration
        .getOptional(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS)
        .ifPresent(this::setMaxConcurrentCheckpoints);
    configuration
        .getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)
        .ifPresent(this::setTolerableCheckpointFailureNumber);
    configuration
        .getOptional(CheckpointingOptions.ENABLE_UNALIGNED)
        .ifPresent(this::enableUnalignedCheckpoints);
    configuration
        .getOptional(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT)
        .ifPresent(this::setAlignedCheckpointTimeout);
    configuration
        .getOptional(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
        .ifPresent(this::setExternalizedCheckpointRetention);
    configuration
        .getOptional(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS)
        .ifPresent(
            number -> this.retained = (int) atLeast(1, number, "number of kept checkpoints"));
    configuration
        .getOptional(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)
        .ifPresent(this::setIncremental);
    configuration
        .getOptional(StateRecoveryOptions.LOCAL_RECOVERY)
        .ifPresent(keep -> this.localCopies = keep);
    configuration
        .getOptional(CheckpointingOptions.CHECKPOINTS_DATA_DIRECTORY)
        .or(() -> configuration.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
        .ifPresent(path -> this.directory = path);
    configuration
        .getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
        .ifPresent(this::setSavepointDirectory);
  }

  /**
   * The settings as the JobManager reads them.
   *
   * @param backend null if the program sets none
   */
  CheckpointSettings toSettings(StateBackend backend) {
    String ofBackend = backend == null ? null : backend.checkpointDirectory();
    String savepointsOfBackend = backend == null ? null : backend.savepointDirectory();
    Boolean incrementalOfBackend = backend == null ? null : backend.incrementalCheckpoints();
    Boolean together = incremental != null ? incremental : incrementalOfBackend;
    return new CheckpointSettings(
        intervalMillis,
        mode,
        timeoutMillis,
        minPauseMillis,
        maxConcurrent,
        tolerableFailures,
        unaligned,
        alignedTimeoutMillis,
        switch (retention) {
          case NO_EXTERNALIZED_CHECKPOINTS -> Retention.DELETE;
          case DELETE_ON_CANCELLATION -> Retention.RETAIN_ON_FAILURE;
          case RETAIN_ON_CANCELLATION -> Retention.RETAIN_ON_CANCELLATION;
        },
        retained,
        first(storage == null ? null : storage.checkpointDirectory(), ofBackend, directory),
        first(
            storage == null ? null : storage.savepointDirectory(),
            savepointsOfBackend,
            savepointDirectory),
        backend == null ? "" : backend.getName(),
        Boolean.TRUE.equals(together),
        localCopies);
  }

  private static String first(String... wishes) {
    for (String wish : wishes) {
      if (wish != null && !wish.isEmpty()) {
        return wish;
      }
    }
    return "";
  }

  private static long atLeast(long least, long value, String what) {
    if (value < least) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, "the " + what + " is " + value + "; the least is " + least);
    }
    return value;
  }
}
