// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.time.Watermark;
import java.io.IOException;

/**
 * Writes the records of one subtask. Used by the task's thread.
 *
 * @param <InputT> type of the records
 */
public interface SinkWriter<InputT> extends AutoCloseable {

  void write(InputT element, Context context) throws IOException, InterruptedException;

  /**
   * Hands on all that is buffered: before each checkpoint, and at the end.
   *
   * @param endOfInput whether no record will follow
   */
  void flush(boolean endOfInput) throws IOException, InterruptedException;

  /** Takes a watermark, for sinks that hand it on. */
  default void writeWatermark(Watermark watermark) throws IOException, InterruptedException {}

  /** Time as the record sees it. Valid during one call. */
  interface Context {

    /** The lowest watermark of the inputs. */
    long currentWatermark();

    /** The record's event time in milliseconds since 1970, or null if it has none. */
    Long timestamp();
  }
}
