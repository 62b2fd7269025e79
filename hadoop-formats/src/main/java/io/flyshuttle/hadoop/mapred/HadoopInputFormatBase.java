// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.InputSplitAssigner;
import io.flyshuttle.core.format.LocatableInputSplitAssigner;
import io.flyshuttle.core.format.RichInputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.hadoop.settings.FileSizes;
import io.flyshuttle.hadoop.settings.JobSettings;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Reads what one of Hadoop's formats reads. The format is made anew wherever it is needed, from its
 * class and the job's settings. Each record has objects of its own, unless objects are reused.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 * @param <T> type of the records
 */
public abstract class HadoopInputFormatBase<K, V, T> extends RichInputFormat<T, HadoopInputSplit> {
  private static final long serialVersionUID = 1L;

  protected final Class<K> keyClass;
  protected final Class<V> valueClass;

  /** Key of the record that was read last. */
  protected transient K key;

  /** Value of the record that was read last. */
  protected transient V value;

  private final Class<?> formatClass;
  private final JobSettings settings;
  private transient InputFormat<K, V> format;
  private transient RecordReader<K, V> reader;
  private transient boolean isRead;
  private transient boolean hasRecord;

  protected HadoopInputFormatBase(
      InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, JobConf job) {
    this.formatClass =
        Objects.requireNonNull(mapredInputFormat, "Hadoop's input format is null").getClass();
    this.format = mapredInputFormat;
    this.keyClass = Objects.requireNonNull(key, "the class of the keys is null");
    this.valueClass = Objects.requireNonNull(value, "the class of the values is null");
    this.settings = JobSettings.of(Objects.requireNonNull(job, "the job's settings are null"));
    ReflectionUtils.setConf(mapredInputFormat, job);
  }

  /** The job's settings. */
  public JobConf getJobConf() {
    return settings.jobConf();
  }

  @Override
  public void configure(Configuration parameters) {
    format();
  }

  @Override
  public BaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    return format() instanceof FileInputFormat<?, ?>
        ? FileSizes.of(FileInputFormat.getInputPaths(getJobConf()), getJobConf())
        : null;
  }

  @Override
  public HadoopInputSplit[] createInputSplits(int minNumSplits) throws IOException {
    InputSplit[] splits = format().getSplits(getJobConf(), minNumSplits);
    HadoopInputSplit[] wrapped = new HadoopInputSplit[splits.length];
    for (int i = 0; i < splits.length; i++) {
      wrapped[i] = new HadoopInputSplit(i, splits[i]);
    }
    return wrapped;
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(HadoopInputSplit[] inputSplits) {
    return new LocatableInputSplitAssigner(inputSplits);
  }

  @Override
  public void open(HadoopInputSplit split) throws IOException {
    reader =
        format()
            .getRecordReader(split.getHadoopInputSplit(getJobConf()), getJobConf(), Reporter.NULL);
    key = null;
    isRead = false;
  }

  @Override
  public boolean reachedEnd() throws IOException {
    if (!isRead) {
      fetchNext();
    }
    return !hasRecord;
  }

  private void fetchNext() throws IOException {
    if (key == null || !getRuntimeContext().getExecutionConfig().isObjectReuseEnabled()) {
      key = reader.createKey();
      value = reader.createValue();
    }
    hasRecord = reader.next(key, value);
    isRead = true;
  }

  /** Whether there is a record in {@link #key} and {@link #value}, which is taken by this call. */
  protected final boolean takeRecord() throws IOException {
    if (reachedEnd()) {
      return false;
    }
    isRead = false;
    return true;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      RecordReader<K, V> open = reader;
      reader = null;
      open.close();
    }
  }

  @SuppressWarnings("unchecked")
  private InputFormat<K, V> format() {
    if (format == null) {
      format = (InputFormat<K, V>) ReflectionUtils.newInstance(formatClass, getJobConf());
    }
    return format;
  }

  @Override
  public String toString() {
    return formatClass.getSimpleName()
        + (org.apache.hadoop.mapred.FileInputFormat.class.isAssignableFrom(formatClass)
            ? " " + getJobConf().get("mapreduce.input.fileinputformat.inputdir", "")
            : "");
  }
}
