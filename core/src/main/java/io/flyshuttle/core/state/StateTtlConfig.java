// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.Time;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/** How values of a state expire. Immutable. */
public final class StateTtlConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Values never expire. */
  public static final StateTtlConfig DISABLED =
      newBuilder(Duration.ofMillis(Long.MAX_VALUE)).setUpdateType(UpdateType.Disabled).build();

  private final UpdateType updateType;
  private final StateVisibility stateVisibility;
  private final TtlTimeCharacteristic ttlTimeCharacteristic;
  private final Duration timeToLive;
  private final CleanupStrategies cleanupStrategies;

  private StateTtlConfig(Builder builder) {
    this.updateType = builder.updateType;
    this.stateVisibility = builder.stateVisibility;
    this.ttlTimeCharacteristic = builder.ttlTimeCharacteristic;
    this.timeToLive = builder.timeToLive;
    this.cleanupStrategies =
        new CleanupStrategies(
            builder.cleanupInBackground,
            builder.fullSnapshot,
            builder.incremental,
            builder.compactFilter);
    if (timeToLive.isZero() || timeToLive.isNegative()) {
      throw new IllegalArgumentException("the time to live must be above 0: " + timeToLive);
    }
  }

  /** Starts with the time after which a value expires. */
  public static Builder newBuilder(Duration timeToLive) {
    return new Builder(timeToLive);
  }

  /** Starts with the time after which a value expires. */
  public static Builder newBuilder(Time timeToLive) {
    return new Builder(timeToLive);
  }

  public UpdateType getUpdateType() {
    return updateType;
  }

  public StateVisibility getStateVisibility() {
    return stateVisibility;
  }

  public Time getTtl() {
    return Time.fromDuration(timeToLive);
  }

  public Duration getTimeToLive() {
    return timeToLive;
  }

  public TtlTimeCharacteristic getTtlTimeCharacteristic() {
    return ttlTimeCharacteristic;
  }

  public boolean isEnabled() {
    return updateType != UpdateType.Disabled;
  }

  public CleanupStrategies getCleanupStrategies() {
    return cleanupStrategies;
  }

  @Override
  public String toString() {
    return "StateTtlConfig: " + timeToLive + ", " + updateType + ", " + stateVisibility;
  }

  /** What sets the time of a value anew. */
  public enum UpdateType {
    /** Values do not expire. */
    Disabled,
    OnCreateAndWrite,
    OnReadAndWrite
  }

  /** Whether a value that has expired can still be seen. */
  public enum StateVisibility {
    ReturnExpiredIfNotCleanedUp,
    NeverReturnExpired
  }

  /** The clock by which values expire. */
  public enum TtlTimeCharacteristic {
    ProcessingTime
  }

  /** Collects settings. */
  public static final class Builder {
    private Duration timeToLive;
    private UpdateType updateType = UpdateType.OnCreateAndWrite;
    private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
    private TtlTimeCharacteristic ttlTimeCharacteristic = TtlTimeCharacteristic.ProcessingTime;
    private boolean cleanupInBackground = true;
    private boolean fullSnapshot;
    private IncrementalCleanupStrategy incremental;
    private RocksdbCompactFilterCleanupStrategy compactFilter;

    public Builder(Time timeToLive) {
      this(timeToLive.toDuration());
    }

    Builder(Duration timeToLive) {
      this.timeToLive = Objects.requireNonNull(timeToLive);
    }

    public Builder setUpdateType(UpdateType type) {
      this.updateType = Objects.requireNonNull(type);
      return this;
    }

    public Builder updateTtlOnCreateAndWrite() {
      return setUpdateType(UpdateType.OnCreateAndWrite);
    }

    public Builder updateTtlOnReadAndWrite() {
      return setUpdateType(UpdateType.OnReadAndWrite);
    }

    public Builder setStateVisibility(StateVisibility visibility) {
      this.stateVisibility = Objects.requireNonNull(visibility);
      return this;
    }

    public Builder returnExpiredIfNotCleanedUp() {
      return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
    }

    public Builder neverReturnExpired() {
      return setStateVisibility(StateVisibility.NeverReturnExpired);
    }

    public Builder setTtlTimeCharacteristic(TtlTimeCharacteristic characteristic) {
      this.ttlTimeCharacteristic = Objects.requireNonNull(characteristic);
      return this;
    }

    public Builder useProcessingTime() {
      return setTtlTimeCharacteristic(TtlTimeCharacteristic.ProcessingTime);
    }

    /** Leaves expired values out of full snapshots. */
    public Builder cleanupFullSnapshot() {
      this.fullSnapshot = true;
      return this;
    }

    /**
     * Removes some expired values at each access.
     *
     * @param cleanupSize how many entries are looked at
     * @param runCleanupForEveryRecord whether also when a record comes without access to the state
     */
    public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
      this.incremental = new IncrementalCleanupStrategy(cleanupSize, runCleanupForEveryRecord);
      return this;
    }

    /** Removes expired values when RocksDB compacts its files. */
    public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
      return cleanupInRocksdbCompactFilter(queryTimeAfterNumEntries, Duration.ofDays(30));
    }

    /**
     * Removes expired values when RocksDB compacts its files, which it does at least this often.
     */
    public Builder cleanupInRocksdbCompactFilter(
        long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
      this.compactFilter =
          new RocksdbCompactFilterCleanupStrategy(queryTimeAfterNumEntries, periodicCompactionTime);
      return this;
    }

    /** Removes expired values only when they are met. */
    public Builder disableCleanupInBackground() {
      this.cleanupInBackground = false;
      return this;
    }

    public Builder setTtl(Time ttl) {
      return setTimeToLive(ttl.toDuration());
    }

    public Builder setTimeToLive(Duration duration) {
      this.timeToLive = Objects.requireNonNull(duration);
      return this;
    }

    public StateTtlConfig build() {
      return new StateTtlConfig(this);
    }
  }

  /** How expired values are removed. */
  public static final class CleanupStrategies implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final IncrementalCleanupStrategy DEFAULT_INCREMENTAL =
        new IncrementalCleanupStrategy(5, false);

    private final boolean background;
    private final boolean fullSnapshot;
    private final IncrementalCleanupStrategy incremental;
    private final RocksdbCompactFilterCleanupStrategy compactFilter;

    CleanupStrategies(
        boolean background,
        boolean fullSnapshot,
        IncrementalCleanupStrategy incremental,
        RocksdbCompactFilterCleanupStrategy compactFilter) {
      this.background = background;
      this.fullSnapshot = fullSnapshot;
      this.incremental = incremental;
      this.compactFilter = compactFilter;
    }

    public boolean inFullSnapshot() {
      return fullSnapshot;
    }

    public boolean isCleanupInBackground() {
      return background;
    }

    /** What was set, else the default; null if nothing was set and cleanup is disabled. */
    public IncrementalCleanupStrategy getIncrementalCleanupStrategy() {
      return incremental == null && background ? DEFAULT_INCREMENTAL : incremental;
    }

    public boolean inRocksdbCompactFilter() {
      return getRocksdbCompactFilterCleanupStrategy() != null;
    }

    /** What was set, else the default; null if nothing was set and cleanup is disabled. */
    public RocksdbCompactFilterCleanupStrategy getRocksdbCompactFilterCleanupStrategy() {
      if (compactFilter == null && background) {
        return new RocksdbCompactFilterCleanupStrategy(1000, Duration.ofDays(30));
      }
      return compactFilter;
    }

    /** A way of removing expired values. */
    public interface CleanupStrategy extends Serializable {}
  }

  /** See {@link Builder#cleanupIncrementally}. */
  public static final class IncrementalCleanupStrategy
      implements CleanupStrategies.CleanupStrategy {
    private static final long serialVersionUID = 1L;

    private final int cleanupSize;
    private final boolean runCleanupForEveryRecord;

    IncrementalCleanupStrategy(int cleanupSize, boolean runCleanupForEveryRecord) {
      if (cleanupSize <= 0) {
        throw new IllegalArgumentException("the size of a cleanup must be above 0: " + cleanupSize);
      }
      this.cleanupSize = cleanupSize;
      this.runCleanupForEveryRecord = runCleanupForEveryRecord;
    }

    public int getCleanupSize() {
      return cleanupSize;
    }

    public boolean runCleanupForEveryRecord() {
      return runCleanupForEveryRecord;
    }
  }

  /** See {@link Builder#cleanupInRocksdbCompactFilter(long, Duration)}. */
  public static final class RocksdbCompactFilterCleanupStrategy
      implements CleanupStrategies.CleanupStrategy {
    private static final long serialVersionUID = 1L;

    private final long queryTimeAfterNumEntries;
    private final Duration periodicCompactionTime;

    RocksdbCompactFilterCleanupStrategy(
        long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
      this.queryTimeAfterNumEntries = queryTimeAfterNumEntries;
      this.periodicCompactionTime = periodicCompactionTime;
    }

    public long getQueryTimeAfterNumEntries() {
      return queryTimeAfterNumEntries;
    }

    public Duration getPeriodicCompactionTime() {
      return periodicCompactionTime;
    }
  }
}
