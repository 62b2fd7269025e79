// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

import java.io.Serializable;

/** A watermark as the stream API's sources and assigners make it. Immutable. */
public final class Watermark implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The end of event time: nothing follows. */
  public static final Watermark MAX_WATERMARK = new Watermark(Long.MAX_VALUE);

  /** Before the first watermark. */
  public static final Watermark UNINITIALIZED = new Watermark(Long.MIN_VALUE);

  private final long timestamp;

  public Watermark(long timestamp) {
    this.timestamp = timestamp;
  }

  /** Milliseconds since 1970; no record with this timestamp or an older one is expected. */
  public long getTimestamp() {
    return timestamp;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Watermark other && timestamp == other.timestamp;
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
