// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.OutputTag;

/**
 * Where an operator of the user's own emits to.
 *
 * @param <T> a {@link StreamRecord} of the type of the records
 */
public interface Output<T> extends Collector<T> {

  /** Emits to a side output. */
  <X> void collect(OutputTag<X> outputTag, StreamRecord<X> record);

  /** Hands on a watermark; lower ones than before are not sent. */
  void emitWatermark(Watermark mark);

  /**
   * Says what holds of the records that follow; nobody is told here: see {@link RecordAttributes}.
   */
  default void emitRecordAttributes(RecordAttributes recordAttributes) {}
}
