// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.job.TaskRates;
import io.flyshuttle.appmaster.session.SessionReport;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The session's reports as JSON; {@code docs/http-api.md} says which field means what. */
final class Reports {
  private Reports() {}

  static void line(JsonGenerator json, JobReport.Line line) throws IOException {
    json.writeStringField("id", line.id().toString());
    json.writeStringField("name", line.name());
    json.writeStringField("type", line.type().name());
    json.writeStringField("status", line.status().name());
    json.writeNumberField("startMillis", line.startMillis());
    json.writeNumberField("endMillis", line.endMillis());
    json.writeNumberField("durationMillis", line.durationMillis());
    tasks(json, line.tasks());
    json.writeStringField("waitingFor", line.waitingFor());
  }

  private static void tasks(JsonGenerator json, JobReport.Tasks tasks) throws IOException {
    json.writeObjectFieldStart("tasks");
    json.writeNumberField("total", tasks.total());
    for (TaskState state : TaskState.values()) {
      json.writeNumberField(state.name().toLowerCase(Locale.ROOT), tasks.in(state));
    }
    json.writeEndObject();
  }

  static void detail(JsonGenerator json, JobReport.Detail detail) throws IOException {
    line(json, detail.line());
    json.writeNumberField("restarts", detail.restarts());
    failure(json, detail.failure());
    JsonText.list(json, "vertices", detail.vertices(), Reports::vertex);
    JsonText.list(
        json,
        "backpressure",
        detail.bottlenecks(),
        (j, bottleneck) -> {
          j.writeStringField("vertex", bottleneck.vertex());
          j.writeStringField("name", bottleneck.name());
          j.writeNumberField("subtask", bottleneck.subtask());
          j.writeNumberField("waiting", bottleneck.waiting());
          j.writeStringField("message", bottleneck.message());
        });
  }

  private static void vertex(JsonGenerator json, JobReport.Vertex vertex) throws IOException {
    json.writeStringField("id", vertex.id());
    json.writeStringField("name", vertex.name());
    json.writeNumberField("parallelism", vertex.parallelism());
    json.writeStringField("status", vertex.status().name());
    json.writeNumberField("recordsIn", vertex.recordsIn());
    json.writeNumberField("recordsOut", vertex.recordsOut());
    json.writeNumberField("bytesIn", vertex.bytesIn());
    json.writeNumberField("bytesOut", vertex.bytesOut());
    json.writeNumberField("spilledBytes", vertex.spilledBytes());
    json.writeStringField("adaptation", vertex.adaptation().reason());
    json.writeNumberField("replicatedBytes", vertex.adaptation().replicatedBytes());
    json.writeNumberField("dividedSubpartitions", vertex.adaptation().dividedSubpartitions());
    json.writeObjectFieldStart("splits");
    json.writeNumberField("total", vertex.splits().total());
    json.writeNumberField("left", vertex.splits().left());
    json.writeNumberField("local", vertex.splits().local());
    json.writeEndObject();
    JsonText.list(
        json,
        "subtasks",
        vertex.subtasks(),
        (j, subtask) -> {
          j.writeNumberField("index", subtask.index());
          j.writeNumberField("attempt", subtask.attempt());
          j.writeStringField("state", subtask.state().name());
          j.writeStringField("worker", subtask.worker());
          j.writeStringField("host", subtask.host());
          TaskRates rates = subtask.rates();
          j.writeNumberField("busyMillisPerSecond", rates == null ? -1 : rates.busy());
          j.writeNumberField("idleMillisPerSecond", rates == null ? -1 : rates.idle());
          j.writeNumberField(
              "backpressuredMillisPerSecond", rates == null ? -1 : rates.backpressured());
          j.writeNumberField("queuedInBytes", subtask.queuedInBytes());
          j.writeNumberField("queuedOutBytes", subtask.queuedOutBytes());
          j.writeNumberField("latencyMillis", subtask.latencyMillis());
          if (subtask.currentWatermark() == Long.MIN_VALUE) {
            j.writeNullField("currentWatermark");
          } else {
            j.writeNumberField("currentWatermark", subtask.currentWatermark());
          }
        });
  }

  private static void failure(JsonGenerator json, Failure failure) throws IOException {
    if (failure == null) {
      json.writeNullField("failure");
      return;
    }
    json.writeObjectFieldStart("failure");
    failureFields(json, failure);
    json.writeEndObject();
  }

  private static void failureFields(JsonGenerator json, Failure failure) throws IOException {
    json.writeStringField("code", failure.code().name());
    json.writeNumberField("number", failure.code().number());
    json.writeStringField("message", failure.message());
    json.writeStringField("location", failure.location());
    json.writeStringField("stackTrace", failure.stackTrace());
    json.writeNumberField("timeMillis", failure.timestampMillis());
  }

  static void failed(JsonGenerator json, JobEvent.Failed failed) throws IOException {
    failureFields(json, failed.failure());
    json.writeStringField("task", failed.task());
    json.writeStringField("worker", failed.worker());
    json.writeStringField("host", failed.host());
  }

  static void result(JsonGenerator json, JobReport.Result result) throws IOException {
    json.writeStringField("id", result.id().toString());
    json.writeStringField("name", result.name());
    json.writeStringField("status", result.status().name());
    json.writeNumberField("netRuntimeMillis", result.netRuntimeMillis());
    failure(json, result.failure());
    json.writeObjectFieldStart("accumulators");
    for (Map.Entry<String, List<JobReport.Part>> entry : result.accumulators().entrySet()) {
      JsonText.list(json, entry.getKey(), entry.getValue(), Reports::part);
    }
    json.writeEndObject();
  }

  private static void part(JsonGenerator json, JobReport.Part part) throws IOException {
    Payload payload = part.payload();
    json.writeNumberField("vertex", part.vertex());
    json.writeNumberField("subtask", part.subtask());
    json.writeNumberField("size", payload.size());
    if (payload.inline() == null) {
      json.writeNullField("base64");
    } else {
      json.writeBinaryField("base64", payload.inline());
    }
    json.writeStringField("path", payload.path());
  }

  static void overview(JsonGenerator json, SessionReport.Overview overview, String version)
      throws IOException {
    json.writeStringField("session", overview.session());
    json.writeStringField("state", overview.stopping() ? "STOPPING" : "RUNNING");
    json.writeNumberField("startMillis", overview.startMillis());
    json.writeStringField("version", version);
    json.writeNumberField("workers", overview.workers());
    json.writeNumberField("workersWanted", overview.workersWanted());
    json.writeNumberField("slotsTotal", overview.slotsTotal());
    json.writeNumberField("slotsFree", overview.slotsFree());
    json.writeNumberField("managedMemoryBytes", overview.managedMemoryBytes());
    json.writeNumberField("networkMemoryBytes", overview.networkMemoryBytes());
    json.writeNumberField("heapBytes", overview.heapBytes());
    int ended = 0;
    int running = 0;
    for (Map.Entry<JobStatus, Integer> entry : overview.jobs().entrySet()) {
      ended += entry.getKey().isTerminalState() ? entry.getValue() : 0;
      running += entry.getKey().isTerminalState() ? 0 : entry.getValue();
    }
    json.writeObjectFieldStart("jobs");
    json.writeNumberField("total", running + ended);
    json.writeNumberField("running", running);
    for (JobStatus status :
        new JobStatus[] {JobStatus.FINISHED, JobStatus.CANCELED, JobStatus.FAILED}) {
      json.writeNumberField(
          status.name().toLowerCase(Locale.ROOT), overview.jobs().getOrDefault(status, 0));
    }
    json.writeEndObject();
  }

  static void worker(JsonGenerator json, SessionReport.WorkerLine worker) throws IOException {
    json.writeStringField("id", worker.info().id());
    json.writeStringField("host", worker.info().host());
    json.writeNumberField("dataPort", worker.info().dataPort());
    json.writeNumberField("pid", worker.info().pid());
    json.writeNumberField("slots", worker.info().slots());
    json.writeNumberField("slotsFree", worker.slotsFree());
    json.writeNumberField("managedMemoryBytes", worker.info().managedMemoryBytes());
    json.writeNumberField("networkMemoryBytes", worker.info().networkMemoryBytes());
    json.writeNumberField("heapBytes", worker.info().heapBytes());
    json.writeNumberField("lastHeartbeatMillis", worker.lastHeardMillis());
    json.writeArrayFieldStart("jobs");
    for (JobID job : worker.jobs()) {
      json.writeString(job.toString());
    }
    json.writeEndArray();
  }

  static void plan(JsonGenerator json, JobGraph graph) throws IOException {
    json.writeStringField("id", graph.id().toString());
    json.writeStringField("name", graph.name());
    json.writeStringField("type", graph.settings().type().name());
    json.writeArrayFieldStart("nodes");
    for (int v = 0; v < graph.vertices().size(); v++) {
      JobVertex vertex = graph.vertices().get(v);
      json.writeStartObject();
      json.writeStringField("id", vertex.id().toString());
      json.writeStringField("name", vertex.name());
      json.writeNumberField("parallelism", vertex.parallelism());
      json.writeNumberField("maxParallelism", vertex.maxParallelism());
      JsonText.list(json, "operators", vertex.operators(), Reports::operator);
      json.writeArrayFieldStart("inputs");
      for (JobEdge edge : graph.edges()) {
        if (edge.targetVertex() == v) {
          json.writeStartObject();
          json.writeNumberField("input", edge.targetInput());
          json.writeStringField(
              "source", graph.vertices().get(edge.sourceVertex()).id().toString());
          json.writeStringField("ship", edge.shipStrategy());
          json.writeStringField("exchange", edge.exchange().name());
          json.writeStringField("pattern", edge.pattern().name());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void operator(JsonGenerator json, OperatorSpec operator) throws IOException {
    json.writeStringField("id", operator.id().toString());
    json.writeStringField("name", operator.name());
    json.writeArrayFieldStart("details");
    for (String detail : operator.details()) {
      json.writeString(detail);
    }
    json.writeEndArray();
  }

  /** The kind of an event, as it stands in the event stream. */
  static String kind(JobEvent event) {
    if (event instanceof JobEvent.StatusChanged) {
      return "job";
    } else if (event instanceof JobEvent.TaskChanged) {
      return "task";
    } else if (event instanceof JobEvent.Failed) {
      return "failure";
    } else if (event instanceof JobEvent.Waiting) {
      return "waiting";
    } else if (event instanceof JobEvent.Progress) {
      return "progress";
    }
    return "end";
  }

  static void event(JsonGenerator json, JobEvent event) throws IOException {
    if (event instanceof JobEvent.StatusChanged changed) {
      json.writeNumberField("timeMillis", changed.timeMillis());
      json.writeStringField("status", changed.status().name());
      json.writeStringField("previous", changed.previous().name());
      json.writeStringField("message", changed.message());
    } else if (event instanceof JobEvent.TaskChanged task) {
      json.writeNumberField("timeMillis", task.timeMillis());
      json.writeStringField("task", task.task());
      json.writeNumberField("vertex", task.vertex());
      json.writeNumberField("subtask", task.subtask());
      json.writeNumberField("attempt", task.attempt());
      json.writeStringField("state", task.state().name());
      json.writeStringField("worker", task.worker());
      json.writeStringField("host", task.host());
    } else if (event instanceof JobEvent.Failed failed) {
      failed(json, failed);
    } else if (event instanceof JobEvent.Waiting waiting) {
      json.writeNumberField("timeMillis", waiting.timeMillis());
      json.writeStringField("message", waiting.message());
    } else if (event instanceof JobEvent.Progress progress) {
      json.writeNumberField("timeMillis", progress.timeMillis());
      tasks(json, progress.tasks());
      json.writeNumberField("recordsIn", progress.recordsIn());
      json.writeNumberField("recordsOut", progress.recordsOut());
    } else if (event instanceof JobEvent.Ended ended) {
      line(json, ended.line());
      json.writeNumberField("netRuntimeMillis", ended.netRuntimeMillis());
      failure(json, ended.failure());
    }
  }
}
