// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapreduce;

import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import java.io.IOException;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;

/**
 * Reads pairs of key and value by one of Hadoop's formats.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class HadoopInputFormat<K, V> extends HadoopInputFormatBase<K, V, Tuple2<K, V>>
    implements ResultTypeQueryable<Tuple2<K, V>> {
  private static final long serialVersionUID = 1L;

  /** Reads by {@code mapreduceInputFormat} what the job's settings name. */
  public HadoopInputFormat(
      InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value, Job job) {
    super(mapreduceInputFormat, key, value, job);
  }

  /** Reads by {@code mapreduceInputFormat} with the settings of the site only. */
  public HadoopInputFormat(InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value)
      throws IOException {
    super(mapreduceInputFormat, key, value, Job.getInstance());
  }

  @Override
  public Tuple2<K, V> nextRecord(Tuple2<K, V> reuse) throws IOException {
    return takeRecord() ? Tuple2.of(currentKey(), currentValue()) : null;
  }

  @Override
  public TypeInformation<Tuple2<K, V>> getProducedType() {
    return new TupleTypeInfo<>(keyType(), valueType());
  }
}
