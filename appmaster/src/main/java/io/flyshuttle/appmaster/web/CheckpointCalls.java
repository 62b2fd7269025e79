// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The calls about checkpoints and savepoints of a job. A savepoint may take minutes: it is asked
 * for by one call, and its outcome by others. Any thread.
 */
final class CheckpointCalls {
  private static final int KEPT_REQUESTS = 200;

  private final JobManager session;
  private final ControlThread control;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, CompletableFuture<String>> requests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<String>> eldest) {
          return size() > KEPT_REQUESTS;
        }
      };

  CheckpointCalls(JobManager session, ControlThread control) {
    this.session = session;
    this.control = control;
  }

  /**
   * Begins a checkpoint or savepoint.
   *
   * @param mode savepoint, stop, drain, cancel or checkpoint; null for savepoint
   * @param directory for the savepoint; null for the configured one
   */
  CompletableFuture<Answer> begin(JobID id, String mode, String directory) {
    String wish = mode == null || mode.isEmpty() ? "savepoint" : mode;
    CheckpointKind kind =
        switch (wish) {
          case "savepoint", "cancel" -> CheckpointKind.SAVEPOINT;
          case "stop" -> CheckpointKind.SAVEPOINT_AND_STOP;
          case "drain" -> CheckpointKind.SAVEPOINT_AND_DRAIN;
          case "checkpoint" -> CheckpointKind.CHECKPOINT;
          default ->
              throw new FlyshuttleException(
                  ErrorCode.MALFORMED_INPUT,
                  "mode is \""
                      + wish
                      + "\"; it can be savepoint, stop, drain, cancel or checkpoint");
        };
    String target = directory == null ? "" : directory;
    CompletableFuture<String> path =
        wish.equals("cancel") ? session.saveAndCancel(id, target) : session.save(id, kind, target);
    String request = Long.toString(numbers.incrementAndGet());
    synchronized (requests) {
      requests.put(id + "/" + request, path);
    }
    return path.isCompletedExceptionally()
        ? path.thenApply(done -> Answer.ok(json -> {}))
        : CompletableFuture.completedFuture(
            Answer.accepted(json -> json.writeStringField("request", request)));
  }

  /** The outcome of what was begun. */
  CompletableFuture<Answer> outcome(JobID id, String request, long waitMillis) {
    CompletableFuture<String> path;
    synchronized (requests) {
      path = requests.get(id + "/" + request);
    }
    if (path == null) {
      throw new FlyshuttleException(
          ErrorCode.JOB_NOT_FOUND, "job " + id + " has no request " + request + " for a savepoint");
    }
    CompletableFuture<Void> end = new CompletableFuture<>();
    path.whenComplete((done, thrown) -> end.complete(null));
    if (waitMillis > 0) {
      control.schedule(waitMillis, () -> end.complete(null));
    } else {
      end.complete(null);
    }
    return end.thenCompose(
        ended ->
            path.isDone()
                ? path.thenApply(
                    directory ->
                        Answer.ok(
                            json -> {
                              json.writeStringField("status", "COMPLETED");
                              json.writeStringField("path", directory);
                            }))
                : CompletableFuture.completedFuture(
                    Answer.accepted(json -> json.writeStringField("status", "IN_PROGRESS"))));
  }

  /** All checkpoints of a job. */
  CompletableFuture<Answer> summary(JobID id) {
    return session.checkpoints(id).thenApply(s -> Answer.ok(json -> summary(json, s)));
  }

  /** One checkpoint with the parts of all tasks. */
  CompletableFuture<Answer> detail(JobID id, long checkpointId) {
    return session
        .checkpoint(id, checkpointId)
        .thenApply(
            found -> {
              CheckpointReport.Detail detail =
                  found.orElseThrow(
                      () ->
                          new FlyshuttleException(
                              ErrorCode.JOB_NOT_FOUND,
                              "checkpoint "
                                  + checkpointId
                                  + " of job "
                                  + id
                                  + " is not known, or not any more"));
              return Answer.ok(
                  json -> {
                    line(json, detail.line());
                    JsonText.list(json, "tasks", detail.parts(), CheckpointCalls::part);
                  });
            });
  }

  private static void summary(JsonGenerator json, CheckpointReport.Summary summary)
      throws IOException {
    json.writeNumberField("completed", summary.completed());
    json.writeNumberField("failed", summary.failed());
    json.writeNumberField("inProgress", summary.inProgress());
    json.writeNumberField("restored", summary.restored());
    json.writeStringField("restoredFrom", summary.restoredFrom());
    JsonText.list(json, "checkpoints", summary.history(), CheckpointCalls::line);
  }

  private static void line(JsonGenerator json, CheckpointReport.Line line) throws IOException {
    json.writeNumberField("id", line.id());
    json.writeStringField("kind", line.kind().name());
    json.writeStringField("status", line.status().name());
    json.writeNumberField("triggerMillis", line.triggerMillis());
    json.writeNumberField("durationMillis", line.durationMillis());
    json.writeNumberField("bytes", line.bytes());
    json.writeNumberField("stateBytes", line.stateBytes());
    json.writeNumberField("alignmentMillis", line.alignmentMillis());
    json.writeBooleanField("unaligned", line.unaligned());
    json.writeNumberField("inFlightBytes", line.inFlightBytes());
    json.writeNumberField("acknowledged", line.acknowledged());
    json.writeNumberField("taskCount", line.tasks());
    json.writeStringField("directory", line.directory());
    json.writeStringField("code", line.code() == null ? null : line.code().name());
    json.writeStringField("reason", line.reason());
  }

  private static void part(JsonGenerator json, CheckpointReport.Part part) throws IOException {
    json.writeStringField("task", part.task());
    json.writeNumberField("vertex", part.vertex());
    json.writeNumberField("subtask", part.subtask());
    json.writeStringField("worker", part.worker());
    json.writeStringField(
        "state", part.isMissing() ? "MISSING" : part.ended() ? "ENDED" : "ACKNOWLEDGED");
    json.writeNumberField("acknowledgedMillis", part.acknowledgedMillis());
    if (part.isMissing()) {
      json.writeStringField("doing", part.doing());
    }
    if (part.times() != null) {
      json.writeNumberField("startDelayMillis", part.times().startDelayMillis());
      json.writeNumberField("alignmentMillis", part.times().alignmentMillis());
      json.writeNumberField("syncMillis", part.times().syncMillis());
      json.writeNumberField("asyncMillis", part.times().asyncMillis());
      json.writeNumberField("bytes", part.times().bytes());
      json.writeNumberField("stateBytes", part.times().stateBytes());
      json.writeBooleanField("unaligned", part.times().unaligned());
      json.writeNumberField("inFlightBytes", part.times().inFlightBytes());
    }
  }
}
