// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.RichFlatMapFunction;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.hadoop.settings.JobSettings;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Mapper;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Runs one of Hadoop's mappers as a flat-map function. The mapper is made anew in each task, from
 * its class and the job's settings.
 *
 * @param <KEYIN> type of the keys taken
 * @param <VALUEIN> type of the values taken
 * @param <KEYOUT> type of the keys made
 * @param <VALUEOUT> type of the values made
 */
public final class HadoopMapFunction<KEYIN, VALUEIN, KEYOUT, VALUEOUT>
    extends RichFlatMapFunction<Tuple2<KEYIN, VALUEIN>, Tuple2<KEYOUT, VALUEOUT>>
    implements ResultTypeQueryable<Tuple2<KEYOUT, VALUEOUT>> {
  private static final long serialVersionUID = 1L;

  private final Class<?> mapperClass;
  private final JobSettings settings;
  private transient Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> mapper;
  private transient Pairs<KEYOUT, VALUEOUT> pairs;

  /** Runs a mapper that needs no settings. */
  public HadoopMapFunction(Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopMapper) {
    this(hadoopMapper, new JobConf());
  }

  /** Runs a mapper that is configured with {@code conf}. */
  public HadoopMapFunction(Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT> hadoopMapper, JobConf conf) {
    this.mapperClass = Objects.requireNonNull(hadoopMapper, "the mapper is null").getClass();
    this.settings = JobSettings.of(Objects.requireNonNull(conf, "the job's settings are null"));
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(Configuration parameters) throws Exception {
    mapper =
        (Mapper<KEYIN, VALUEIN, KEYOUT, VALUEOUT>)
            ReflectionUtils.newInstance(mapperClass, settings.jobConf());
    pairs = new Pairs<>(getProducedType(), getRuntimeContext().getExecutionConfig());
  }

  @Override
  public void flatMap(Tuple2<KEYIN, VALUEIN> value, Collector<Tuple2<KEYOUT, VALUEOUT>> out)
      throws Exception {
    mapper.map(value.f0, value.f1, pairs.to(out), Reporter.NULL);
  }

  @Override
  public void close() throws Exception {
    if (mapper != null) {
      mapper.close();
    }
  }

  @Override
  public TypeInformation<Tuple2<KEYOUT, VALUEOUT>> getProducedType() {
    return new TupleTypeInfo<>(
        TypeExtractor.createTypeInfo(Mapper.class, mapperClass, 2, null, null),
        TypeExtractor.createTypeInfo(Mapper.class, mapperClass, 3, null, null));
  }
}
