// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * Leaves records the timestamp they carry.
 *
 * @param <E> type of the records
 */
public final class RecordTimestampAssigner<E> implements TimestampAssigner<E> {

  @Override
  public long extractTimestamp(E element, long recordTimestamp) {
    return recordTimestamp;
  }
}
