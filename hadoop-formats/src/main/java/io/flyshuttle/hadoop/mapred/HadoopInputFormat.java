// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import java.io.IOException;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.JobConf;

/**
 * Reads pairs of key and value by one of Hadoop's formats.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class HadoopInputFormat<K, V> extends HadoopInputFormatBase<K, V, Tuple2<K, V>>
    implements ResultTypeQueryable<Tuple2<K, V>> {
  private static final long serialVersionUID = 1L;

  /** Reads by {@code mapredInputFormat} what the job's settings name. */
  public HadoopInputFormat(
      InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, JobConf job) {
    super(mapredInputFormat, key, value, job);
  }

  /** Reads by {@code mapredInputFormat} with the settings of the site only. */
  public HadoopInputFormat(InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value) {
    super(mapredInputFormat, key, value, new JobConf());
  }

  @Override
  public Tuple2<K, V> nextRecord(Tuple2<K, V> reuse) throws IOException {
    return takeRecord() ? Tuple2.of(key, value) : null;
  }

  @Override
  public TypeInformation<Tuple2<K, V>> getProducedType() {
    return new TupleTypeInfo<>(
        TypeExtractor.createTypeInfo(keyClass), TypeExtractor.createTypeInfo(valueClass));
  }
}
