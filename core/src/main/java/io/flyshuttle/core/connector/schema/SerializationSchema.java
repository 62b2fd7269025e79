// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.metric.MetricGroup;
import java.io.Serializable;

/**
 * Turns one record into the bytes of one message.
 *
 * @param <T> type of the records
 */
public interface SerializationSchema<T> extends Serializable {

  /** Called once, before the first record. */
  default void open(InitializationContext context) throws Exception {}

  byte[] serialize(T element);

  /** What a schema may use. */
  interface InitializationContext {

    MetricGroup getMetricGroup();

    UserCodeClassLoader getUserCodeClassLoader();
  }
}
