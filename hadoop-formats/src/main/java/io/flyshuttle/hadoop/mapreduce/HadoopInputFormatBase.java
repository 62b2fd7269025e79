// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapreduce;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.InputSplitAssigner;
import io.flyshuttle.core.format.LocatableInputSplitAssigner;
import io.flyshuttle.core.format.RichInputFormat;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.hadoop.settings.FileSizes;
import io.flyshuttle.hadoop.settings.JobSettings;
import io.flyshuttle.hadoop.settings.OutputCourse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Reads what one of Hadoop's formats reads. The format is made anew wherever it is needed, from its
 * class and the job's settings. Hadoop's readers fill the same objects again and again: each record
 * gets copies, unless objects are reused.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 * @param <T> type of the records
 */
public abstract class HadoopInputFormatBase<K, V, T> extends RichInputFormat<T, HadoopInputSplit> {
  private static final long serialVersionUID = 1L;

  protected final Class<K> keyClass;
  protected final Class<V> valueClass;

  private final Class<?> formatClass;
  private final JobSettings settings;
  private final OutputCourse course = OutputCourse.start();
  private transient InputFormat<K, V> format;
  private transient RecordReader<K, V> reader;
  private transient TypeSerializer<K> keyCopies;
  private transient TypeSerializer<V> valueCopies;
  private transient boolean isRead;
  private transient boolean hasRecord;

  protected HadoopInputFormatBase(
      InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value, Job job) {
    this.formatClass =
        Objects.requireNonNull(mapreduceInputFormat, "Hadoop's input format is null").getClass();
    this.format = mapreduceInputFormat;
    this.keyClass = Objects.requireNonNull(key, "the class of the keys is null");
    this.valueClass = Objects.requireNonNull(value, "the class of the values is null");
    this.settings =
        JobSettings.of(Objects.requireNonNull(job, "the job is null").getConfiguration());
    settings.jobConf().setCredentials(job.getCredentials());
  }

  /** The job's settings. */
  public org.apache.hadoop.conf.Configuration getConfiguration() {
    return settings.jobConf();
  }

  @Override
  public void configure(Configuration parameters) {
    format();
  }

  @Override
  public BaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    return format() instanceof FileInputFormat<?, ?>
        ? FileSizes.of(FileInputFormat.getInputPaths(jobContext()), getConfiguration())
        : null;
  }

  @Override
  public HadoopInputSplit[] createInputSplits(int minNumSplits) throws IOException {
    getConfiguration().setInt("mapreduce.job.maps", minNumSplits);
    try {
      List<InputSplit> splits = format().getSplits(jobContext());
      HadoopInputSplit[] wrapped = new HadoopInputSplit[splits.size()];
      for (int i = 0; i < wrapped.length; i++) {
        wrapped[i] = new HadoopInputSplit(i, splits.get(i));
      }
      return wrapped;
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(HadoopInputSplit[] inputSplits) {
    return new LocatableInputSplitAssigner(inputSplits);
  }

  @Override
  public void open(HadoopInputSplit split) throws IOException {
    ExecutionConfig config = getRuntimeContext().getExecutionConfig();
    if (!config.isObjectReuseEnabled()) {
      keyCopies = keyType().createSerializer(config.getSerializerConfig());
      valueCopies = valueType().createSerializer(config.getSerializerConfig());
    }
    TaskAttemptContext attempt =
        new TaskAttemptContextImpl(getConfiguration(), course.attempt(split.getSplitNumber(), 0));
    InputSplit opened = split.getHadoopInputSplit(getConfiguration());
    try {
      reader = format().createRecordReader(opened, attempt);
      reader.initialize(opened, attempt);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
    isRead = false;
  }

  @Override
  public boolean reachedEnd() throws IOException {
    if (!isRead) {
      try {
        hasRecord = reader.nextKeyValue();
      } catch (InterruptedException e) {
        throw Interrupts.asIOException(e);
      }
      isRead = true;
    }
    return !hasRecord;
  }

  /** Whether there is a record, which the next calls for key and value are about. */
  protected final boolean takeRecord() throws IOException {
    if (reachedEnd()) {
      return false;
    }
    isRead = false;
    return true;
  }

  /** Key of the record that was taken. */
  protected final K currentKey() throws IOException {
    try {
      K key = reader.getCurrentKey();
      return keyCopies == null || key == null ? key : keyCopies.copy(key);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  /** Value of the record that was taken. */
  protected final V currentValue() throws IOException {
    try {
      V value = reader.getCurrentValue();
      return valueCopies == null || value == null ? value : valueCopies.copy(value);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  /** Type of the keys. */
  protected final TypeInformation<K> keyType() {
    return TypeExtractor.createTypeInfo(keyClass);
  }

  /** Type of the values. */
  protected final TypeInformation<V> valueType() {
    return TypeExtractor.createTypeInfo(valueClass);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      RecordReader<K, V> open = reader;
      reader = null;
      open.close();
    }
  }

  private JobContext jobContext() {
    JobContextImpl context = new JobContextImpl(getConfiguration(), course.jobId());
    context.getCredentials().addAll(settings.jobConf().getCredentials());
    return context;
  }

  @SuppressWarnings("unchecked")
  private InputFormat<K, V> format() {
    if (format == null) {
      format = (InputFormat<K, V>) ReflectionUtils.newInstance(formatClass, getConfiguration());
    }
    return format;
  }

  @Override
  public String toString() {
    return formatClass.getSimpleName()
        + (FileInputFormat.class.isAssignableFrom(formatClass)
            ? " " + getConfiguration().get(FileInputFormat.INPUT_DIR, "")
            : "");
  }
}
