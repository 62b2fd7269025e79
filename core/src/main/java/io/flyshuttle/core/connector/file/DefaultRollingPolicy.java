// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.MemorySize;
import java.io.IOException;
import java.time.Duration;

/**
 * A part is complete when it is large enough, old enough, or no record came for a while.
 *
 * @param <IN> type of the records
 * @param <BucketID> identity of buckets
 */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
  private static final long serialVersionUID = 1L;
  private static final long DEFAULT_INTERVAL_MILLIS = 60_000;
  private static final long DEFAULT_MAX_PART_BYTES = 128L << 20;

  private final long partSize;
  private final long rolloverInterval;
  private final long inactivityInterval;

  private DefaultRollingPolicy(long partSize, long rolloverInterval, long inactivityInterval) {
    this.partSize = positive(partSize, "size of a part in bytes");
    this.rolloverInterval = positive(rolloverInterval, "rollover interval in ms");
    this.inactivityInterval = positive(inactivityInterval, "inactivity interval in ms");
  }

  private static long positive(long value, String what) {
    if (value <= 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, "the " + what + " is " + value + "; it must be above 0");
    }
    return value;
  }

  /** 128 MiB, a minute of age, a minute without a record, unless set otherwise. */
  public static PolicyBuilder builder() {
    return new PolicyBuilder(
        DEFAULT_MAX_PART_BYTES, DEFAULT_INTERVAL_MILLIS, DEFAULT_INTERVAL_MILLIS);
  }

  /** As {@link #builder}. */
  @Deprecated
  public static PolicyBuilder create() {
    return builder();
  }

  /** Bytes after which a part is complete. */
  public long getMaxPartSize() {
    return partSize;
  }

  /** Age in milliseconds at which a part is complete. */
  public long getRolloverInterval() {
    return rolloverInterval;
  }

  /** Milliseconds without a record after which a part is complete. */
  public long getInactivityInterval() {
    return inactivityInterval;
  }

  @Override
  public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException {
    return partFileState.getSize() > partSize;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element)
      throws IOException {
    return partFileState.getSize() > partSize;
  }

  @Override
  public boolean shouldRollOnProcessingTime(
      PartFileInfo<BucketID> partFileState, long currentTime) {
    return currentTime - partFileState.getCreationTime() >= rolloverInterval
        || currentTime - partFileState.getLastUpdateTime() >= inactivityInterval;
  }

  /** Settings of a policy. */
  public static final class PolicyBuilder {
    private final long partSize;
    private final long rolloverInterval;
    private final long inactivityInterval;

    private PolicyBuilder(long partSize, long rolloverInterval, long inactivityInterval) {
      this.partSize = partSize;
      this.rolloverInterval = rolloverInterval;
      this.inactivityInterval = inactivityInterval;
    }

    public PolicyBuilder withMaxPartSize(MemorySize size) {
      return new PolicyBuilder(size.getBytes(), rolloverInterval, inactivityInterval);
    }

    /** In bytes. */
    @Deprecated
    public PolicyBuilder withMaxPartSize(long size) {
      return new PolicyBuilder(size, rolloverInterval, inactivityInterval);
    }

    public PolicyBuilder withInactivityInterval(Duration interval) {
      return new PolicyBuilder(partSize, rolloverInterval, interval.toMillis());
    }

    /** In milliseconds. */
    @Deprecated
    public PolicyBuilder withInactivityInterval(long interval) {
      return new PolicyBuilder(partSize, rolloverInterval, interval);
    }

    public PolicyBuilder withRolloverInterval(Duration interval) {
      return new PolicyBuilder(partSize, interval.toMillis(), inactivityInterval);
    }

    /** In milliseconds. */
    @Deprecated
    public PolicyBuilder withRolloverInterval(long interval) {
      return new PolicyBuilder(partSize, interval, inactivityInterval);
    }

    public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
      return new DefaultRollingPolicy<>(partSize, rolloverInterval, inactivityInterval);
    }
  }
}
