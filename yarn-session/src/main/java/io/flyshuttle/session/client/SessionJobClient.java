// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.AccumulatorMerge;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.client.SavepointFormatType;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A job in a session, seen over HTTP. Calls run on a daemon thread each; nothing is cached. */
final class SessionJobClient implements JobClient {
  private final SessionClient session;
  private final JobID job;
  private final ClassLoader loader;
  private final CompletableFuture<JobExecutionResult> result;

  /**
   * @param session where the job runs
   * @param job its id
   * @param loader finds the classes of the program's accumulators
   * @param listener is told of the job's events; null if nobody follows it, then {@link
   *     #getJobExecutionResult} starts to
   */
  SessionJobClient(
      SessionClient session, JobID job, ClassLoader loader, SessionClient.EventListener listener) {
    this.session = session;
    this.job = job;
    this.loader = loader;
    this.result = listener == null ? null : following(listener);
  }

  private CompletableFuture<JobExecutionResult> following(SessionClient.EventListener listener) {
    return CompletableFuture.supplyAsync(
        () -> outcome(session.follow(job.toHexString(), listener)), daemon("job-" + job));
  }

  private static Executor daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      thread.start();
    };
  }

  private JobExecutionResult outcome(JsonTree end) {
    String status = end.text("status");
    if (!status.equals(JobStatus.FINISHED.name())) {
      throw new JobExecutionException(job, failure(end, status));
    }
    JsonTree tree = session.result(job.toHexString());
    Map<String, Accumulator<?, ?>> total = new HashMap<>();
    JsonTree byName = tree.object("accumulators");
    for (String name : byName.names()) {
      for (JsonTree part : byName.objects(name)) {
        AccumulatorMerge.into(total, Map.of(name, accumulator(name, part)));
      }
    }
    return new JobExecutionResult(
        job, tree.number("netRuntimeMillis"), AccumulatorMerge.results(total));
  }

  private static Failure failure(JsonTree end, String status) {
    if (!end.has("failure")) {
      ErrorCode code =
          status.equals(JobStatus.CANCELED.name()) ? ErrorCode.JOB_CANCELED : ErrorCode.INTERNAL;
      return new Failure(code, "it was " + status.toLowerCase(java.util.Locale.ROOT), "", "", 0);
    }
    JsonTree failure = end.object("failure");
    return new Failure(
        SessionClient.code(failure.text("code")),
        failure.text("message"),
        failure.text("location"),
        failure.text("stackTrace"),
        failure.number("timeMillis"));
  }

  private Accumulator<?, ?> accumulator(String name, JsonTree part) {
    try (InputStream bytes = bytes(part);
        ObjectInputStream in =
            new ObjectInputStream(bytes) {
              @Override
              protected Class<?> resolveClass(ObjectStreamClass description)
                  throws IOException, ClassNotFoundException {
                try {
                  return Class.forName(description.getName(), false, loader);
                } catch (ClassNotFoundException e) {
                  return super.resolveClass(description);
                }
              }
            }) {
      return (Accumulator<?, ?>) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT, "cannot read the result of accumulator \"" + name + "\"", e);
    }
  }

  private static InputStream bytes(JsonTree part) throws IOException {
    if (part.has("base64")) {
      return new ByteArrayInputStream(Base64.getDecoder().decode(part.text("base64")));
    }
    Path path = new Path(part.text("path"));
    FSDataInputStream stream = path.getFileSystem().open(path);
    return stream;
  }

  @Override
  public JobID getJobID() {
    return job;
  }

  @Override
  public CompletableFuture<JobStatus> getJobStatus() {
    return CompletableFuture.supplyAsync(
        () -> JobStatus.valueOf(session.job(job.toHexString()).text("status")),
        daemon("job-status"));
  }

  @Override
  public CompletableFuture<Void> cancel() {
    return CompletableFuture.runAsync(
        () -> session.cancel(job.toHexString()), daemon("job-cancel"));
  }

  @Override
  public CompletableFuture<String> stopWithSavepoint(
      boolean advanceToEndOfEventTime, String savepointDirectory, SavepointFormatType formatType) {
    return save(advanceToEndOfEventTime ? "drain" : "stop", savepointDirectory);
  }

  @Override
  public CompletableFuture<String> triggerSavepoint(
      String savepointDirectory, SavepointFormatType formatType) {
    return save("savepoint", savepointDirectory);
  }

  private CompletableFuture<String> save(String mode, String directory) {
    return CompletableFuture.supplyAsync(
        () -> session.save(job.toHexString(), mode, directory == null ? "" : directory),
        daemon("job-savepoint"));
  }

  @Override
  public CompletableFuture<Map<String, Object>> getAccumulators() {
    return getJobExecutionResult().thenApply(JobExecutionResult::getAllAccumulatorResults);
  }

  @Override
  public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
    return result != null ? result : following((kind, data) -> {});
  }
}
