// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.ttl;

import io.flyshuttle.core.state.StateTtlConfig;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;

/** Tells whether values have expired, by one state's settings and clock. */
public final class Expiry {
  private final long timeToLiveMillis;
  private final LongSupplier clock;
  private final boolean touchOnRead;
  private final boolean showExpired;

  /**
   * @param clock milliseconds since 1970
   */
  public Expiry(StateTtlConfig config, LongSupplier clock) {
    this.timeToLiveMillis = config.getTimeToLive().toMillis();
    this.clock = clock;
    this.touchOnRead = config.getUpdateType() == StateTtlConfig.UpdateType.OnReadAndWrite;
    this.showExpired =
        config.getStateVisibility() == StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp;
  }

  private Expiry(Expiry other, long now) {
    this.timeToLiveMillis = other.timeToLiveMillis;
    this.clock = () -> now;
    this.touchOnRead = other.touchOnRead;
    this.showExpired = other.showExpired;
  }

  /** The same at the time of now, whenever it is asked: for what is looked at more than once. */
  public Expiry asOfNow() {
    return new Expiry(this, clock.getAsLong());
  }

  /**
   * Whether a value as it stands in a store is of no more use: one that has expired, or a list or
   * map all of whose values have.
   */
  public boolean isExpired(Object stored) {
    return isExpired(stored, clock.getAsLong());
  }

  private boolean isExpired(Object stored, long now) {
    if (stored instanceof TtlValue<?> value) {
      // without overflow, as the time to live may be the longest there is
      return now - timeToLiveMillis >= value.lastAccessMillis();
    } else if (stored instanceof Map<?, ?> map) {
      return allExpired(map.values(), now);
    } else if (stored instanceof Collection<?> collection) {
      return allExpired(collection, now);
    }
    return false;
  }

  private boolean allExpired(Collection<?> values, long now) {
    for (Object value : values) {
      if (!isExpired(value, now)) {
        return false;
      }
    }
    return true;
  }

  /** Whether an expired value is shown as long as it is there. */
  boolean showsExpired() {
    return showExpired;
  }

  /** Whether reading sets the time anew. */
  boolean touchesOnRead() {
    return touchOnRead;
  }

  /** The value with the time of now. */
  <T> TtlValue<T> stamp(T value) {
    return new TtlValue<>(value, clock.getAsLong());
  }
}
