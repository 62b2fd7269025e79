// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapred;

import io.flyshuttle.core.format.AbortOnMaster;
import io.flyshuttle.core.format.CleanupWhenUnsuccessful;
import io.flyshuttle.core.format.CommitWhenFinished;
import io.flyshuttle.core.format.FinalizeOnMaster;
import io.flyshuttle.core.format.InitializeOnMaster;
import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.hadoop.settings.JobSettings;
import io.flyshuttle.hadoop.settings.OutputCourse;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContext;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.OutputCommitter;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContext;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Writes by one of Hadoop's formats. Output is committed as Hadoop's committer does it: what a
 * subtask has written when it ends, the whole when the job has finished. An output that exists is
 * refused.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 * @param <T> type of the records
 */
public abstract class HadoopOutputFormatBase<K, V, T> extends RichOutputFormat<T>
    implements InitializeOnMaster,
        FinalizeOnMaster,
        AbortOnMaster,
        CommitWhenFinished,
        CleanupWhenUnsuccessful {
  private static final long serialVersionUID = 1L;

  /** What the open subtask writes to. */
  protected transient RecordWriter<K, V> recordWriter;

  private final Class<?> formatClass;
  private final JobSettings settings;
  private final OutputCourse course = OutputCourse.start();
  private transient OutputFormat<K, V> format;
  private transient TaskAttemptContext attempt;

  protected HadoopOutputFormatBase(OutputFormat<K, V> mapredOutputFormat, JobConf job) {
    this.formatClass =
        Objects.requireNonNull(mapredOutputFormat, "Hadoop's output format is null").getClass();
    this.format = mapredOutputFormat;
    this.settings = JobSettings.of(Objects.requireNonNull(job, "the job's settings are null"));
    OutputCourse.prepare(job);
    ReflectionUtils.setConf(mapredOutputFormat, job);
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
  public void initializeGlobal(int parallelism) throws IOException {
    JobConf job = getJobConf();
    Path directory = FileOutputFormat.getOutputPath(job);
    course.checkOnce(directory, job, () -> format().checkOutputSpecs(null, job));
    committer().setupJob(jobContext());
    course.mark(directory, job);
  }

  @Override
  public void open(int taskNumber, int numTasks) throws IOException {
    openAttempt(taskNumber, 0);
  }

  @Override
  public void open(InitializationContext context) throws IOException {
    openAttempt(context.getTaskNumber(), context.getAttemptNumber());
  }

  private void openAttempt(int taskNumber, int attemptNumber) throws IOException {
    JobConf job = getJobConf();
    TaskAttemptID id = TaskAttemptID.downgrade(course.attempt(taskNumber, attemptNumber));
    course.describe(job, id);
    attempt = new TaskAttemptContextImpl(job, id);
    committer().setupTask(attempt);
    recordWriter =
        format().getRecordWriter(null, job, Integer.toString(taskNumber + 1), Reporter.NULL);
  }

  @Override
  public void close() throws IOException {
    if (recordWriter == null) {
      return;
    }
    RecordWriter<K, V> open = recordWriter;
    recordWriter = null;
    open.close(Reporter.NULL);
  }

  @Override
  public void commitSubtask() throws IOException {
    if (committer().needsTaskCommit(attempt)) {
      committer().commitTask(attempt);
    }
  }

  @Override
  public void tryCleanupOnError() throws IOException {
    if (attempt != null) {
      committer().abortTask(attempt);
    }
  }

  @Override
  public void finalizeGlobal(int parallelism) throws IOException {
    committer().commitJob(jobContext());
  }

  @Override
  public void abortGlobal(int parallelism) throws IOException {
    committer().abortJob(jobContext(), JobStatus.State.FAILED.getValue());
    course.removeIfEmpty(FileOutputFormat.getOutputPath(getJobConf()), getJobConf());
  }

  private JobContext jobContext() {
    return new JobContextImpl(getJobConf(), JobID.downgrade(course.jobId()));
  }

  private OutputCommitter committer() {
    return getJobConf().getOutputCommitter();
  }

  @SuppressWarnings("unchecked")
  private OutputFormat<K, V> format() {
    if (format == null) {
      format = (OutputFormat<K, V>) ReflectionUtils.newInstance(formatClass, getJobConf());
    }
    return format;
  }

  @Override
  public String toString() {
    Path directory = FileOutputFormat.getOutputPath(getJobConf());
    return formatClass.getSimpleName() + (directory == null ? "" : " " + directory);
  }
}
