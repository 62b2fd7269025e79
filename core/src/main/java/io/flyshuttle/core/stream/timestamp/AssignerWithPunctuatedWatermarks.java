// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.timestamp;

import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.TimestampAssigner;
import java.io.Serializable;

/**
 * Gives timestamps to records, and a watermark after a record that asks for one.
 *
 * @param <T> type of the records
 */
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T>, Serializable {

  /** The watermark after this record; null for none. */
  Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
