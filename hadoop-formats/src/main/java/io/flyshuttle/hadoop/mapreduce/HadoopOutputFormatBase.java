// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.mapreduce;

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
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Writes by one of Hadoop's formats, into files that are named as Hadoop's reducers name them.
 * Output is committed as Hadoop's committer does it: what a subtask has written when it ends, the
 * whole when the job has finished. An output that exists is refused.
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
  private transient OutputCommitter committer;
  private transient TaskAttemptContext attempt;

  protected HadoopOutputFormatBase(OutputFormat<K, V> mapreduceOutputFormat, Job job) {
    this.formatClass =
        Objects.requireNonNull(mapreduceOutputFormat, "Hadoop's output format is null").getClass();
    this.format = mapreduceOutputFormat;
    this.settings =
        JobSettings.of(Objects.requireNonNull(job, "the job is null").getConfiguration());
    settings.jobConf().setCredentials(job.getCredentials());
    OutputCourse.prepare(settings.jobConf());
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
  public void initializeGlobal(int parallelism) throws IOException {
    JobContext job = jobContext();
    Path directory = FileOutputFormat.getOutputPath(job);
    course.checkOnce(
        directory,
        getConfiguration(),
        () -> {
          try {
            format().checkOutputSpecs(job);
          } catch (InterruptedException e) {
            throw Interrupts.asIOException(e);
          }
        });
    jobCommitter().setupJob(job);
    course.mark(directory, getConfiguration());
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
    TaskAttemptID id = course.attempt(taskNumber, attemptNumber);
    JobConf own = new JobConf(getConfiguration());
    course.describe(own, id);
    attempt = new TaskAttemptContextImpl(own, id);
    try {
      committer = format().getOutputCommitter(attempt);
      committer.setupTask(attempt);
      recordWriter = format().getRecordWriter(attempt);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (recordWriter == null) {
      return;
    }
    RecordWriter<K, V> open = recordWriter;
    recordWriter = null;
    try {
      open.close(attempt);
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  @Override
  public void commitSubtask() throws IOException {
    if (committer.needsTaskCommit(attempt)) {
      committer.commitTask(attempt);
    }
  }

  @Override
  public void tryCleanupOnError() throws IOException {
    if (committer != null) {
      committer.abortTask(attempt);
    }
  }

  @Override
  public void finalizeGlobal(int parallelism) throws IOException {
    jobCommitter().commitJob(jobContext());
  }

  @Override
  public void abortGlobal(int parallelism) throws IOException {
    JobContext job = jobContext();
    jobCommitter().abortJob(job, JobStatus.State.FAILED);
    course.removeIfEmpty(FileOutputFormat.getOutputPath(job), getConfiguration());
  }

  private JobContext jobContext() {
    return new JobContextImpl(getConfiguration(), course.jobId());
  }

  private OutputCommitter jobCommitter() throws IOException {
    try {
      return format()
          .getOutputCommitter(new TaskAttemptContextImpl(getConfiguration(), course.attempt(0, 0)));
    } catch (InterruptedException e) {
      throw Interrupts.asIOException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private OutputFormat<K, V> format() {
    if (format == null) {
      format = (OutputFormat<K, V>) ReflectionUtils.newInstance(formatClass, getConfiguration());
    }
    return format;
  }

  @Override
  public String toString() {
    String directory = getConfiguration().get(FileOutputFormat.OUTDIR);
    return formatClass.getSimpleName() + (directory == null ? "" : " " + directory);
  }
}
