// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import io.flyshuttle.appmaster.checkpoint.CheckpointReport;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.job.TaskRates;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.appmaster.session.SessionReport;
import io.flyshuttle.core.job.JobID;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page for people: the session, its jobs and workers; with {@code ?job=id} one job. Plain HTML,
 * made here; it works through YARN's proxy because it has relative links only. Read-only.
 */
final class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PageServlet.class);
  private static final String STYLE =
      "body{font:14px sans-serif;margin:2em;color:#222}table{border-collapse:collapse;margin:.5em"
          + " 0 1.5em}th,td{border-bottom:1px solid #ddd;padding:.3em .8em;text-align:left;"
          + "vertical-align:top}th{background:#f4f4f4}td.n{text-align:right}pre{background:#f8f8f8;"
          + "padding:.6em;overflow:auto}h1{font-size:1.4em}h2{font-size:1.1em}";

  private final transient JobManager session;
  private final transient Executor writers;
  private final transient String version;

  PageServlet(JobManager session, Executor writers, String version) {
    this.session = session;
    this.writers = writers;
    this.version = version;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String job = request.getParameter("job");
    AsyncContext connection = request.startAsync(request, response);
    connection.setTimeout(0);
    (job == null ? sessionPage() : jobPage(job))
        .exceptionally(e -> page("Not found", "<p>" + escape(message(e)) + "</p>"))
        .whenCompleteAsync(
            (html, thrown) -> {
              try {
                response.setContentType("text/html");
                response.setCharacterEncoding("UTF-8");
                response.setHeader("Cache-Control", "no-store");
                response.setHeader(
                    "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                LOG.debug("A browser is gone before it was answered", e);
              } finally {
                connection.complete();
              }
            },
            writers);
  }

  private static String message(Throwable thrown) {
    Throwable cause = thrown.getCause() != null ? thrown.getCause() : thrown;
    return String.valueOf(cause.getMessage());
  }

  private CompletableFuture<String> sessionPage() {
    return session
        .overview()
        .thenCombine(session.jobs(), (overview, jobs) -> head(overview) + jobTable(jobs))
        .thenCombine(session.workers(), (html, workers) -> html + workerTable(workers))
        .thenApply(html -> page("Flyshuttle session", html));
  }

  private String head(SessionReport.Overview o) {
    return "<p>"
        + escape(o.session())
        + ", "
        + (o.stopping() ? "stopping" : "running")
        + " since "
        + time(o.startMillis())
        + ", Flyshuttle "
        + escape(version)
        + "</p><p>Workers: "
        + o.workers()
        + " (wanted: "
        + o.workersWanted()
        + "). Slots: "
        + o.slotsTotal()
        + ", free: "
        + o.slotsFree()
        + ". Managed memory: "
        + mebi(o.managedMemoryBytes())
        + ".</p>";
  }

  private static String jobTable(List<JobReport.Line> jobs) {
    StringBuilder html = new StringBuilder("<h2>Jobs</h2>");
    if (jobs.isEmpty()) {
      return html.append("<p>None yet.</p>").toString();
    }
    html.append("<table><tr><th>Job<th>Name<th>Status<th>Started<th>Duration<th>Tasks</tr>");
    for (JobReport.Line job : jobs) {
      html.append("<tr><td><a href=\"?job=")
          .append(job.id())
          .append("\">")
          .append(job.id())
          .append("</a><td>")
          .append(escape(job.name()))
          .append("<td>")
          .append(job.status());
      if (job.waitingFor() != null) {
        html.append("<br>").append(escape(job.waitingFor()));
      }
      html.append("<td>")
          .append(time(job.startMillis()))
          .append("<td class=n>")
          .append(job.durationMillis())
          .append(" ms<td>")
          .append(tasks(job.tasks()))
          .append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private static String tasks(JobReport.Tasks tasks) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<?, Integer> entry : tasks.byState().entrySet()) {
      if (entry.getValue() > 0) {
        text.append(text.isEmpty() ? "" : ", ").append(entry.getValue()).append(' ');
        text.append(entry.getKey());
      }
    }
    return text.toString();
  }

  private static String workerTable(List<SessionReport.WorkerLine> workers) {
    StringBuilder html = new StringBuilder("<h2>Workers</h2>");
    if (workers.isEmpty()) {
      return html.append("<p>None; they are started when a job needs them.</p>").toString();
    }
    html.append(
        "<table><tr><th>Worker<th>Host<th>Slots<th>Free<th>Heap<th>Managed<th>Last heard</tr>");
    for (SessionReport.WorkerLine worker : workers) {
      html.append("<tr><td>")
          .append(escape(worker.info().id()))
          .append("<td>")
          .append(escape(worker.info().host()))
          .append("<td class=n>")
          .append(worker.info().slots())
          .append("<td class=n>")
          .append(worker.slotsFree())
          .append("<td class=n>")
          .append(mebi(worker.info().heapBytes()))
          .append("<td class=n>")
          .append(mebi(worker.info().managedMemoryBytes()))
          .append("<td>")
          .append(time(worker.lastHeardMillis()))
          .append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private CompletableFuture<String> jobPage(String text) {
    JobID id;
    try {
      id = JobID.fromHexString(text);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<String> end =
        session
            .checkpoints(id)
            .thenCombine(
                session.failures(id),
                (checkpoints, failures) -> checkpointTable(checkpoints) + failureList(failures));
    return session
        .job(id)
        .thenCombine(
            end,
            (job, rest) ->
                page(
                    "Job " + escape(job.line().name()),
                    "<p><a href=\"?\">all jobs</a></p>"
                        + jobTable(List.of(job.line()))
                        + bottleneckList(job.bottlenecks())
                        + vertexTable(job.vertices())
                        + rest));
  }

  private static String vertexTable(List<JobReport.Vertex> vertices) {
    StringBuilder html =
        new StringBuilder(
            "<h2>Operators</h2><table><tr><th>Name<th>Status<th>Records in<th>Records out"
                + "<th>Bytes in<th>Bytes out<th>Bytes spilled<th>Subtasks</tr>");
    for (JobReport.Vertex vertex : vertices) {
      html.append("<tr><td>")
          .append(escape(vertex.name()))
          .append(
              vertex.adaptation().reason().isEmpty()
                  ? ""
                  : "<br>" + escape(vertex.adaptation().reason()))
          .append("<td>")
          .append(vertex.status())
          .append("<td class=n>")
          .append(vertex.recordsIn())
          .append("<td class=n>")
          .append(vertex.recordsOut())
          .append("<td class=n>")
          .append(vertex.bytesIn())
          .append("<td class=n>")
          .append(vertex.bytesOut())
          .append("<td class=n>")
          .append(vertex.spilledBytes())
          .append("<td>");
      for (JobReport.Subtask subtask : vertex.subtasks()) {
        html.append(subtask.index() + 1)
            .append(": ")
            .append(subtask.state())
            .append(subtask.worker() == null ? "" : " on " + escape(subtask.worker()))
            .append(subtask.attempt() == 0 ? "" : " (attempt " + subtask.attempt() + ")")
            .append(load(subtask))
            .append("<br>");
      }
      html.append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private static String bottleneckList(List<JobReport.Bottleneck> bottlenecks) {
    StringBuilder html = new StringBuilder();
    for (JobReport.Bottleneck bottleneck : bottlenecks) {
      html.append("<p><b>").append(escape(bottleneck.message())).append("</b></p>");
    }
    return html.toString();
  }

  private static String load(JobReport.Subtask subtask) {
    TaskRates rates = subtask.rates();
    if (rates == null) {
      return "";
    }
    return String.format(
            ": busy %.0f %%, idle %.0f %%, backpressured %.0f %%; %d KiB wait in, %d KiB out",
            rates.busy() / 10.0,
            rates.idle() / 10.0,
            rates.backpressured() / 10.0,
            subtask.queuedInBytes() >> 10,
            subtask.queuedOutBytes() >> 10)
        + (subtask.latencyMillis() < 0
            ? ""
            : "; " + subtask.latencyMillis() + " ms from the sources")
        + watermark(subtask.currentWatermark());
  }

  private static String watermark(long millis) {
    if (millis == Long.MIN_VALUE) {
      return "";
    }
    return millis == Long.MAX_VALUE
        ? "; input ended"
        : "; watermark " + Instant.ofEpochMilli(millis);
  }

  private static String checkpointTable(CheckpointReport.Summary checkpoints) {
    if (checkpoints.history().isEmpty() && checkpoints.restored() == 0) {
      return "";
    }
    StringBuilder html =
        new StringBuilder(512)
            .append("<h2>Checkpoints</h2><p>")
            .append(checkpoints.completed())
            .append(" completed, ")
            .append(checkpoints.failed())
            .append(" failed, ")
            .append(checkpoints.inProgress())
            .append(" in progress, restored ")
            .append(checkpoints.restored())
            .append(" times")
            .append(checkpoints.restored() == 0 ? "" : ", last from ")
            .append(escape(checkpoints.restoredFrom()))
            .append("</p><table><tr><th>Id<th>Kind<th>Status<th>Triggered<th>Duration<th>Bytes")
            .append("<th>State<th>Alignment<th>Tasks<th>Why it failed</tr>");
    for (CheckpointReport.Line line : checkpoints.history()) {
      html.append("<tr><td class=n>")
          .append(line.id())
          .append("<td>")
          .append(line.kind())
          .append("<td>")
          .append(line.status())
          .append("<td>")
          .append(time(line.triggerMillis()))
          .append("<td class=n>")
          .append(line.durationMillis())
          .append(" ms<td class=n>")
          .append(line.bytes())
          .append("<td class=n>")
          .append(line.stateBytes())
          .append("<td class=n>")
          .append(line.alignmentMillis())
          .append(" ms")
          .append(line.unaligned() ? ", unaligned, " + line.inFlightBytes() + " in flight" : "")
          .append("<td class=n>")
          .append(line.acknowledged())
          .append('/')
          .append(line.tasks())
          .append("<td>")
          .append(line.code() == null ? "" : line.code() + " " + escape(line.reason()))
          .append("</tr>");
    }
    return html.append("</table>").toString();
  }

  private static String failureList(List<JobEvent.Failed> failures) {
    if (failures.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h2>Failures</h2>");
    for (JobEvent.Failed failed : failures) {
      html.append("<p>")
          .append(time(failed.failure().timestampMillis()))
          .append(' ')
          .append(failed.failure().code())
          .append(failed.task() == null ? "" : " in " + escape(failed.task()))
          .append(failed.host() == null ? "" : " on " + escape(failed.host()))
          .append(": ")
          .append(escape(failed.failure().message()))
          .append("</p>");
      if (!failed.failure().stackTrace().isEmpty()) {
        html.append("<pre>").append(escape(failed.failure().stackTrace())).append("</pre>");
      }
    }
    return html.toString();
  }

  private static String page(String title, String body) {
    return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
        + "<meta http-equiv=refresh content=5><title>"
        + title
        + "</title><style>"
        + STYLE
        + "</style></head><body><h1>"
        + title
        + "</h1>"
        + body
        + "</body></html>";
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private static String mebi(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  private static String escape(String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
  }
}
