// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * Makes watermarks from the records seen, at once or periodically. Used by one thread.
 *
 * @param <T> type of the records
 */
public interface WatermarkGenerator<T> {

  /** Sees each record with its timestamp; may emit a watermark. */
  void onEvent(T event, long eventTimestamp, WatermarkOutput output);

  /** Called at the interval set in the job's settings; may emit a watermark. */
  void onPeriodicEmit(WatermarkOutput output);
}
