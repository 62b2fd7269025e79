// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.stream.source.Watermark;

/**
 * One input of an operator.
 *
 * @param <IN> type of the records
 */
public interface Input<IN> {

  /** Takes a record; the object is reused for the next one. */
  void processElement(StreamRecord<IN> element) throws Exception;

  /** Takes a watermark. */
  void processWatermark(Watermark mark) throws Exception;

  /** Takes what holds of the records that follow. Not called here: see {@link RecordAttributes}. */
  default void processRecordAttributes(RecordAttributes recordAttributes) throws Exception {}
}
