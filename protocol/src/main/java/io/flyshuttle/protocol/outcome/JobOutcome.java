// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.outcome;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.AccumulatorMerge;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.Payload;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a job ended.
 *
 * @param id the job
 * @param name its name
 * @param status a terminal one
 * @param netRuntimeMillis from its first task to its end
 * @param failure null unless it failed
 * @param accumulators by name, one serialized {@link Accumulator} per subtask that has one
 */
public record JobOutcome(
    JobID id,
    String name,
    JobStatus status,
    long netRuntimeMillis,
    Failure failure,
    Map<String, List<Payload>> accumulators) {

  /**
   * The result for the program.
   *
   * @param userClasses loads the program's classes
   * @throws JobExecutionException if the job failed or was cancelled; the cause shows the frame of
   *     the program in which it failed
   * @throws FlyshuttleException if an accumulator cannot be read
   */
  public JobExecutionResult toResult(ClassLoader userClasses) {
    switch (status) {
      case FINISHED -> {
        return new JobExecutionResult(id, netRuntimeMillis, mergedAccumulators(userClasses));
      }
      case CANCELED ->
          throw new JobExecutionException(
              id,
              new Failure(
                  ErrorCode.JOB_CANCELED,
                  "job \"" + name + "\" was cancelled",
                  "",
                  "",
                  System.currentTimeMillis()));
      default ->
          throw new JobExecutionException(id, knownFailure(), RemoteFailure.of(knownFailure()));
    }
  }

  private Failure knownFailure() {
    return failure != null
        ? failure
        : new Failure(
            ErrorCode.INTERNAL,
            "job \"" + name + "\" ended as " + status + " without a reason",
            "",
            "",
            System.currentTimeMillis());
  }

  private Map<String, Object> mergedAccumulators(ClassLoader userClasses) {
    Map<String, Accumulator<?, ?>> total = new HashMap<>();
    accumulators.forEach(
        (accumulator, parts) -> {
          for (Payload part : parts) {
            AccumulatorMerge.into(total, Map.of(accumulator, read(accumulator, part, userClasses)));
          }
        });
    return AccumulatorMerge.results(total);
  }

  private Accumulator<?, ?> read(String accumulator, Payload payload, ClassLoader userClasses) {
    try (InputStream bytes = open(payload);
        UserObjects in = new UserObjects(bytes, userClasses)) {
      return (Accumulator<?, ?>) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.CLASS_NOT_FOUND,
          "the result of accumulator \""
              + accumulator
              + "\" needs class "
              + e.getMessage()
              + ", which is not in the program's jar",
          e);
    } catch (IOException | ClassCastException e) {
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT,
          "the result of accumulator \""
              + accumulator
              + "\" cannot be read"
              + (payload.path() == null ? "" : " from " + payload.path())
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static InputStream open(Payload payload) throws IOException {
    if (payload.inline() != null) {
      return new ByteArrayInputStream(payload.inline());
    }
    Path path = new Path(payload.path());
    FSDataInputStream file = path.getFileSystem().open(path);
    return new BufferedInputStream(file, 1 << 16);
  }

  /** Reads objects of the program's classes. */
  private static final class UserObjects extends ObjectInputStream {
    private final ClassLoader classes;

    UserObjects(InputStream in, ClassLoader classes) throws IOException {
      super(in);
      this.classes = classes;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, classes);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
