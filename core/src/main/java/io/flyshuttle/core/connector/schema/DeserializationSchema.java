// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.metric.MetricGroup;
import io.flyshuttle.core.type.ResultTypeQueryable;
import java.io.IOException;
import java.io.Serializable;

/**
 * Turns the bytes of one message into records.
 *
 * @param <T> type of the records
 */
public interface DeserializationSchema<T> extends Serializable, ResultTypeQueryable<T> {

  /** Called once, before the first message. */
  default void open(InitializationContext context) throws Exception {}

  /** The record of a message; null to leave it out. */
  T deserialize(byte[] message) throws IOException;

  /** For messages with any number of records. */
  default void deserialize(byte[] message, Collector<T> out) throws IOException {
    T record = deserialize(message);
    if (record != null) {
      out.collect(record);
    }
  }

  /** Whether the stream ends with this record, which is not emitted. */
  boolean isEndOfStream(T nextElement);

  /** What a schema may use. */
  interface InitializationContext {

    MetricGroup getMetricGroup();

    UserCodeClassLoader getUserCodeClassLoader();
  }
}
