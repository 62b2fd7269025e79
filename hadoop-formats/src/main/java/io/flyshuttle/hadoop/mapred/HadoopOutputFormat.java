// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.tuple.Tuple2;
import java.io.IOException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputCommitter;
import org.apache.hadoop.mapred.OutputFormat;

/**
 * Writes pairs of key and value by one of Hadoop's formats.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class HadoopOutputFormat<K, V> extends HadoopOutputFormatBase<K, V, Tuple2<K, V>> {
  private static final long serialVersionUID = 1L;

  /** Writes by {@code mapredOutputFormat} to what the job's settings name. */
  public HadoopOutputFormat(OutputFormat<K, V> mapredOutputFormat, JobConf job) {
    super(mapredOutputFormat, job);
  }

  /** As the other constructor, with the committer that the job is to use. */
  public HadoopOutputFormat(
      OutputFormat<K, V> mapredOutputFormat,
      Class<? extends OutputCommitter> outputCommitterClass,
      JobConf job) {
    super(mapredOutputFormat, job);
    getJobConf().setOutputCommitter(outputCommitterClass);
  }

  @Override
  public void writeRecord(Tuple2<K, V> record) throws IOException {
    recordWriter.write(record.f0, record.f1);
  }
}
