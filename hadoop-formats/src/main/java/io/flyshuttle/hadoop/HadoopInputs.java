// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;

/**
 * Makes input formats out of Hadoop's: {@code env.createInput(HadoopInputs.readHadoopFile(new
 * TextInputFormat(), LongWritable.class, Text.class, "hdfs:///logs"))} gives pairs of key and
 * value.
 */
public final class HadoopInputs {
  private HadoopInputs() {}

  /** Files at {@code inputPath}, read by a format of the older API with the job's settings. */
  public static <K, V> io.flyshuttle.hadoop.mapred.HadoopInputFormat<K, V> readHadoopFile(
      org.apache.hadoop.mapred.FileInputFormat<K, V> mapredInputFormat,
      Class<K> key,
      Class<V> value,
      String inputPath,
      JobConf job) {
    org.apache.hadoop.mapred.FileInputFormat.addInputPath(job, new Path(inputPath));
    return createHadoopInput(mapredInputFormat, key, value, job);
  }

  /** Files at {@code inputPath}, read by a format of the older API. */
  public static <K, V> io.flyshuttle.hadoop.mapred.HadoopInputFormat<K, V> readHadoopFile(
      org.apache.hadoop.mapred.FileInputFormat<K, V> mapredInputFormat,
      Class<K> key,
      Class<V> value,
      String inputPath) {
    return readHadoopFile(mapredInputFormat, key, value, inputPath, new JobConf());
  }

  /** Hadoop's sequence files at {@code inputPath}. */
  public static <K, V> io.flyshuttle.hadoop.mapred.HadoopInputFormat<K, V> readSequenceFile(
      Class<K> key, Class<V> value, String inputPath) {
    return readHadoopFile(
        new org.apache.hadoop.mapred.SequenceFileInputFormat<>(), key, value, inputPath);
  }

  /** What a format of the older API reads with the job's settings. */
  public static <K, V> io.flyshuttle.hadoop.mapred.HadoopInputFormat<K, V> createHadoopInput(
      org.apache.hadoop.mapred.InputFormat<K, V> mapredInputFormat,
      Class<K> key,
      Class<V> value,
      JobConf job) {
    return new io.flyshuttle.hadoop.mapred.HadoopInputFormat<>(mapredInputFormat, key, value, job);
  }

  /**
   * Files at {@code inputPath}, read by a format of the newer API with the job's settings.
   *
   * @throws IOException if the path's file system cannot be reached
   */
  public static <K, V> io.flyshuttle.hadoop.mapreduce.HadoopInputFormat<K, V> readHadoopFile(
      org.apache.hadoop.mapreduce.lib.input.FileInputFormat<K, V> mapreduceInputFormat,
      Class<K> key,
      Class<V> value,
      String inputPath,
      Job job)
      throws IOException {
    org.apache.hadoop.mapreduce.lib.input.FileInputFormat.addInputPath(job, new Path(inputPath));
    return createHadoopInput(mapreduceInputFormat, key, value, job);
  }

  /**
   * Files at {@code inputPath}, read by a format of the newer API.
   *
   * @throws IOException if the path's file system cannot be reached
   */
  public static <K, V> io.flyshuttle.hadoop.mapreduce.HadoopInputFormat<K, V> readHadoopFile(
      org.apache.hadoop.mapreduce.lib.input.FileInputFormat<K, V> mapreduceInputFormat,
      Class<K> key,
      Class<V> value,
      String inputPath)
      throws IOException {
    return readHadoopFile(mapreduceInputFormat, key, value, inputPath, Job.getInstance());
  }

  /** What a format of the newer API reads with the job's settings. */
  public static <K, V> io.flyshuttle.hadoop.mapreduce.HadoopInputFormat<K, V> createHadoopInput(
      org.apache.hadoop.mapreduce.InputFormat<K, V> mapreduceInputFormat,
      Class<K> key,
      Class<V> value,
      Job job) {
    return new io.flyshuttle.hadoop.mapreduce.HadoopInputFormat<>(
        mapreduceInputFormat, key, value, job);
  }
}
