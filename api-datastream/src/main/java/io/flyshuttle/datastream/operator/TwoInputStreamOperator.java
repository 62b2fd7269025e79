// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.stream.source.Watermark;

/**
 * An operator of the user's own with two inputs.
 *
 * @param <IN1> type of the records of the first input
 * @param <IN2> type of the records of the second input
 * @param <OUT> type of the records it emits
 */
public interface TwoInputStreamOperator<IN1, IN2, OUT> extends StreamOperator<OUT> {

  /** Takes a record of the first input; the object is reused for the next one. */
  void processElement1(StreamRecord<IN1> element) throws Exception;

  /** Takes a record of the second input; the object is reused for the next one. */
  void processElement2(StreamRecord<IN2> element) throws Exception;

  /** Takes a watermark of the first input, which may lag behind but is never above its records. */
  void processWatermark1(Watermark mark) throws Exception;

  /** Takes a watermark of the second input, as above. */
  void processWatermark2(Watermark mark) throws Exception;

  /** Takes what holds of the records that follow. Not called here: see {@link RecordAttributes}. */
  default void processRecordAttributes1(RecordAttributes recordAttributes) throws Exception {}

  /** As above, of the second input. */
  default void processRecordAttributes2(RecordAttributes recordAttributes) throws Exception {}
}
