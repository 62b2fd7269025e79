// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.RichGroupReduceFunction;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.hadoop.settings.JobSettings;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reducer;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Runs one of Hadoop's reducers as a group-reduce function. It is made anew in each task, from its
 * class and the job's settings.
 *
 * @param <KEYIN> type of the keys taken
 * @param <VALUEIN> type of the values taken
 * @param <KEYOUT> type of the keys made
 * @param <VALUEOUT> type of the values made
 */
public final class HadoopReduceFunction<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    extends RichGroupReduceFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYOUT, VALUEOUT>>
    implements ResultTypeQueryable<Tuple2<KEYOUT, VALUEOUT>> {
  private static final long serialVersionUID = 1L;

  private final Class<?> reducerClass;
  private final JobSettings settings;
  private transient Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> reducer;
  private transient Pairs<KEYOUT, VALUEOUT> reduced;

  /** Runs a reducer that needs no settings. */
  public HadoopReduceFunction(Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer) {
    this(hadoopReducer, new JobConf());
  }

  /** Runs a reducer that is configured with {@code conf}. */
  public HadoopReduceFunction(
      Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopReducer, JobConf conf) {
    this.reducerClass = Objects.requireNonNull(hadoopReducer, "the reducer is null").getClass();
    this.settings = JobSettings.of(Objects.requireNonNull(conf, "the job's settings are null"));
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(Configuration parameters) throws Exception {
    reducer =
        (Reducer<KEYIN, VALUEIN, KEYOUT, VALUEOUT>)
            ReflectionUtils.newInstance(reducerClass, settings.jobConf());
    reduced = new Pairs<>(getProducedType(), getRuntimeContext().getExecutionConfig());
  }

  @Override
  public void reduce(
      Iterable<Tuple2<KEYIN, VALUEIN>> values, Collector<Tuple2<KEYOUT, VALUEOUT>> out)
      throws Exception {
    Group.reduce(reducer, values, reduced.to(out));
  }

  @Override
  public void close() throws Exception {
    if (reducer != null) {
      reducer.close();
    }
  }

  @Override
  public TypeInformation<Tuple2<KEYOUT, VALUEOUT>> getProducedType() {
    return pairs(reducerClass);
  }

  private static <K, V> TypeInformation<Tuple2<K, V>> pairs(Class<?> reducer) {
    return new TupleTypeInfo<>(
        TypeExtractor.createTypeInfo(Reducer.class, reducer, 2, null, null),
        TypeExtractor.createTypeInfo(Reducer.class, reducer, 3, null, null));
  }
}
