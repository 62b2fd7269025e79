// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * Takes the timestamp out of a record.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface TimestampAssigner<T> {

  /** What a record carries to which no timestamp was given. */
  long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * The record's time in milliseconds since 1970.
   *
   * @param recordTimestamp the timestamp it carries so far, {@link #NO_TIMESTAMP} if none
   */
  long extractTimestamp(T element, long recordTimestamp);
}
