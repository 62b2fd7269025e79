// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.sink;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.time.Watermark;
import java.io.Serializable;

/**
 * Takes the records at the end of a stream.
 *
 * @param <IN> type of the records
 */
public interface SinkFunction<IN> extends Function, Serializable {

  /** The form without a context, for functions that implement only this. */
  default void invoke(IN value) throws Exception {}

  /** Takes one record. */
  default void invoke(IN value, Context context) throws Exception {
    invoke(value);
  }

  /** Takes a watermark, for sinks that hand it on. */
  default void writeWatermark(Watermark watermark) throws Exception {}

  /** The input has ended: write what is left. */
  default void finish() throws Exception {}

  /** Time as the record sees it. Valid during one call. */
  interface Context {

    /** The clock, in milliseconds since 1970. */
    long currentProcessingTime();

    /** The lowest watermark of the inputs. */
    long currentWatermark();

    /** The record's event time in milliseconds since 1970, or null if it has none. */
    Long timestamp();
  }
}
