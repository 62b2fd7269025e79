// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkOutput;

/**
 * Where the records of a split go. Its watermarks follow from its own records, so that a split that
 * is ahead does not make the records of others late.
 *
 * @param <T> type of the records
 */
public interface SourceOutput<T> extends WatermarkOutput {

  /** Emits a record that has no timestamp of its own. */
  void collect(T record);

  /** Emits a record with the timestamp that the source has for it. */
  void collect(T record, long timestamp);

  @Override
  void emitWatermark(Watermark watermark);

  @Override
  void markIdle();

  @Override
  void markActive();
}
