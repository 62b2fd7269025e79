// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.settings;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.io.Serializable;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;

/**
 * Identifiers of an output, the same in all processes, and the rule for an output that exists: a
 * job does not write into it, unless it is the same job that has been restarted.
 *
 * @param jobNumber tells this output from others
 */
public record OutputCourse(int jobNumber) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where Hadoop's committer keeps what is not committed; it disappears with the commit. */
  private static final String PENDING_DIRECTORY = "_temporary";

  private static final String COMMIT_ALGORITHM =
      FileOutputCommitter.FILEOUTPUTCOMMITTER_ALGORITHM_VERSION;

  /** What checks an output, as a format does. */
  @FunctionalInterface
  public interface Check {
    /** Fails if the output cannot be written to. */
    void run() throws IOException;
  }

  /** An output of its own. */
  public static OutputCourse start() {
    return new OutputCourse(ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE));
  }

  /**
   * Chooses, unless the job or the site says otherwise, the way of committing that shows nothing
   * before the whole job has finished.
   */
  public static void prepare(Configuration settings) {
    String[] sources = settings.getPropertySources(COMMIT_ALGORITHM);
    if (sources == null || sources[sources.length - 1].endsWith("-default.xml")) {
      settings.setInt(COMMIT_ALGORITHM, 1);
    }
  }

  /** The job as Hadoop names it. */
  public JobID jobId() {
    return new JobID("flyshuttle", jobNumber);
  }

  /** An attempt of a subtask as Hadoop names it. */
  public TaskAttemptID attempt(int subtask, int attemptNumber) {
    return new TaskAttemptID(new TaskID(jobId(), TaskType.REDUCE, subtask), attemptNumber);
  }

  /** Sets what formats and committers look up about the task that they work for. */
  public void describe(Configuration settings, TaskAttemptID attempt) {
    settings.set(MRJobConfig.ID, jobId().toString());
    settings.set(MRJobConfig.TASK_ID, attempt.getTaskID().toString());
    settings.set(MRJobConfig.TASK_ATTEMPT_ID, attempt.toString());
    settings.setBoolean(MRJobConfig.TASK_ISMAP, false);
    settings.setInt(MRJobConfig.TASK_PARTITION, attempt.getTaskID().getId());
  }

  /**
   * Checks the output, once per job and not again after a restart.
   *
   * @param directory of the output; null if it is no directory
   */
  public void checkOnce(Path directory, Configuration settings, Check check) throws IOException {
    if (directory != null && directory.getFileSystem(settings).exists(marker(directory))) {
      return;
    }
    try {
      check.run();
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException
        | org.apache.hadoop.mapred.FileAlreadyExistsException e) {
      throw new FlyshuttleException(
          ErrorCode.OUTPUT_EXISTS,
          "the output "
              + directory
              + " exists already: delete it or name another, Hadoop's formats do not overwrite",
          e);
    }
  }

  /** Marks the output, which has been prepared, as this job's. */
  public void mark(Path directory, Configuration settings) throws IOException {
    if (directory != null) {
      directory.getFileSystem(settings).create(marker(directory), true).close();
    }
  }

  /** Removes a directory in which the job, which has failed, has left nothing. */
  public void removeIfEmpty(Path directory, Configuration settings) throws IOException {
    if (directory != null) {
      FileSystem files = directory.getFileSystem(settings);
      if (files.exists(directory) && files.listStatus(directory).length == 0) {
        files.delete(directory, false);
      }
    }
  }

  private Path marker(Path directory) {
    return new Path(new Path(directory, PENDING_DIRECTORY), "." + jobId());
  }
}
