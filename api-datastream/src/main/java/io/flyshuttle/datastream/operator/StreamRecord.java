// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.operator.Operator;
import java.util.Objects;

/**
 * A record with its timestamp. Exists for operators of the user's own only; the engine carries the
 * timestamp beside the record.
 *
 * @param <T> type of the record
 */
public final class StreamRecord<T> {
  private T value;
  private long timestamp;
  private boolean hasTimestamp;

  public StreamRecord(T value) {
    this.value = value;
  }

  /** The timestamp is in milliseconds since 1970. */
  public StreamRecord(T value, long timestamp) {
    this.value = value;
    this.timestamp = timestamp;
    this.hasTimestamp = true;
  }

  public T getValue() {
    return value;
  }

  /** The timestamp, or {@link Long#MIN_VALUE} if there is none. */
  public long getTimestamp() {
    return hasTimestamp ? timestamp : Operator.NO_TIMESTAMP;
  }

  public boolean hasTimestamp() {
    return hasTimestamp;
  }

  /** Puts another record in, with the timestamp there is, and returns this. */
  @SuppressWarnings("unchecked")
  public <X> StreamRecord<X> replace(X element) {
    this.value = (T) element;
    return (StreamRecord<X>) this;
  }

  /** Puts another record and timestamp in, and returns this. */
  public <X> StreamRecord<X> replace(X newValue, long newTimestamp) {
    setTimestamp(newTimestamp);
    return replace(newValue);
  }

  public void setTimestamp(long newTimestamp) {
    this.timestamp = newTimestamp;
    this.hasTimestamp = true;
  }

  public void eraseTimestamp() {
    this.hasTimestamp = false;
  }

  /** A record of the same timestamp with another value. */
  public StreamRecord<T> copy(T valueCopy) {
    StreamRecord<T> copy = new StreamRecord<>(valueCopy);
    copyTo(valueCopy, copy);
    return copy;
  }

  /** Puts {@code valueCopy} and this timestamp into {@code target}. */
  public void copyTo(T valueCopy, StreamRecord<T> target) {
    target.value = valueCopy;
    target.timestamp = timestamp;
    target.hasTimestamp = hasTimestamp;
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof StreamRecord<?> record
            && record.hasTimestamp == hasTimestamp
            && (!hasTimestamp || record.timestamp == timestamp)
            && Objects.equals(record.value, value));
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(value) + (hasTimestamp ? Long.hashCode(timestamp) : 0);
  }

  @Override
  public String toString() {
    return "Record @ " + (hasTimestamp ? timestamp : "(undef)") + " : " + value;
  }
}
