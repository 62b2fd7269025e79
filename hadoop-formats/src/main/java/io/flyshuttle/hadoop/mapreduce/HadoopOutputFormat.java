// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapreduce;

import io.flyshuttle.core.tuple.Tuple2;
import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.OutputFormat;

/**
 * Writes pairs of key and value by one of Hadoop's formats.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public final class HadoopOutputFormat<K, V> extends HadoopOutputFormatBase<K, V, Tuple2<K, V>> {
  private static final long serialVersionUID = 1L;

  /** Writes by {@code mapreduceOutputFormat} to what the job's settings name. */
  public HadoopOutputFormat(OutputFormat<K, V> mapreduceOutputFormat, Job job) {
    super(mapreduceOutputFormat, job);
  }

  @Override
  public void writeRecord(Tuple2<K, V> record) throws IOException {
    try {
      recordWriter.write(record.f0, record.f1);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }
}
