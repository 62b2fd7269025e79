// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import org.apache.hadoop.mapred.OutputCollector;

/**
 * Where mappers and reducers put their pairs. They may fill the same objects again, so that pairs
 * are copied unless objects are reused.
 */
final class Pairs<K, V> implements OutputCollector<K, V> {
  private final TypeSerializer<Tuple2<K, V>> copies;
  private Collector<Tuple2<K, V>> target;

  Pairs(TypeInformation<Tuple2<K, V>> type, ExecutionConfig config) {
    copies =
        config.isObjectReuseEnabled() ? null : type.createSerializer(config.getSerializerConfig());
  }

  /** This collector, with another one behind it. */
  Pairs<K, V> to(Collector<Tuple2<K, V>> newTarget) {
    target = newTarget;
    return this;
  }

  @Override
  public void collect(K key, V value) {
    Tuple2<K, V> pair = Tuple2.of(key, value);
    target.collect(copies == null ? pair : copies.copy(pair));
  }
}
