// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Says that no record with this timestamp or an earlier one is expected any more. The timestamp is
 * milliseconds since 1970 by the records' own time. Immutable.
 */
public final class Watermark implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The watermark at the end of time: no record at all is expected. */
  public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

  /** The watermark before the first one. */
  public static final Watermark UNINITIALIZED = new Watermark(Long.MIN_VALUE);

  private final long timestamp;

  public Watermark(long timestamp) {
    this.timestamp = timestamp;
  }

  public long getTimestamp() {
    return timestamp;
  }

  /** The timestamp as date and time in the zone of this JVM. */
  public String getFormattedTimestamp() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")
        .withZone(ZoneId.systemDefault())
        .format(Instant.ofEpochMilli(timestamp));
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof Watermark other && other.timestamp == timestamp;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(timestamp);
  }

  @Override
  public String toString() {
    return "Watermark @ " + timestamp;
  }
}
