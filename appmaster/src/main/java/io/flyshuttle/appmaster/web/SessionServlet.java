// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.job.JobEvent;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.launch.LogFile;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.wire.JobGraphs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls below {@code /v1}. Each asks the session, which answers on its own thread; no thread of
 * the server waits meanwhile.
 */
final class SessionServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SessionServlet.class);
  private static final long MAX_WAIT_MILLIS = 60_000;
  private static final int MAX_REASON = 1_000;
  private static final int DEFAULT_LOG_BYTES = 64 << 10;

  private final transient JobManager session;
  private final transient ControlThread control;
  private final transient CheckpointCalls checkpoints;
  private final transient Executor writers;
  private final transient WebSettings settings;
  private final transient String version;

  SessionServlet(
      JobManager session,
      ControlThread control,
      Executor writers,
      WebSettings settings,
      String version) {
    this.session = session;
    this.control = control;
    this.checkpoints = new CheckpointCalls(session, control);
    this.writers = writers;
    this.settings = settings;
    this.version = version;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CompletableFuture<Answer> answer;
    try {
      if (!isLetIn(request)) {
        write(
            response,
            Answer.error(
                401,
                ErrorCode.ACCESS_DENIED,
                "this session needs its token: use the client of the user who started it",
                ""));
        return;
      }
      answer = route(request, response);
    } catch (RuntimeException e) {
      write(response, Answer.failure(e));
      return;
    }
    if (answer == null) {
      return;
    }
    AsyncContext connection = request.startAsync(request, response);
    connection.setTimeout(0);
    answer.whenCompleteAsync(
        (done, thrown) -> {
          try {
            write(response, thrown == null ? done : Answer.failure(thrown));
          } catch (IOException e) {
            LOG.debug("A client is gone before it was answered", e);
          } finally {
            connection.complete();
          }
        },
        writers);
  }

  private boolean isLetIn(HttpServletRequest request) {
    if (settings.token().isEmpty()) {
      return true;
    }
    String shown = request.getHeader("Authorization");
    byte[] wanted = ("Bearer " + settings.token()).getBytes(StandardCharsets.UTF_8);
    return shown != null && MessageDigest.isEqual(wanted, shown.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** The answer to come; null if the response is taken care of. */
  private CompletableFuture<Answer> route(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    String[] parts = path.startsWith("/") ? path.substring(1).split("/", -1) : new String[] {path};
    String call = request.getMethod() + " " + parts[0];
    if (parts.length == 1) {
      return switch (call) {
        case "POST jobs" -> submit(request);
        case "GET jobs" ->
            session
                .jobs()
                .thenApply(
                    jobs -> Answer.ok(json -> JsonText.list(json, "jobs", jobs, Reports::line)));
        case "GET overview" ->
            session
                .overview()
                .thenApply(
                    overview -> Answer.ok(json -> Reports.overview(json, overview, version)));
        case "GET workers" ->
            session
                .workers()
                .thenApply(
                    workers ->
                        Answer.ok(
                            json -> JsonText.list(json, "workers", workers, Reports::worker)));
        case "GET config" -> done(config());
        case "GET threads" -> done(Answer.text("text/plain", ThreadDump.take()));
        case "GET log" -> done(log(LogFile.tailOfThisProcess(bytes(request))));
        case "POST stop" -> done(stop(request));
        default -> done(unknown(call));
      };
    }
    if (call.equals("GET workers") && parts.length == 3 && parts[2].equals("log")) {
      return session.workerLog(parts[1], bytes(request)).thenApply(SessionServlet::log);
    }
    if (parts[0].equals("jobs") && parts.length == 4) {
      return ofCheckpoint(request, jobId(parts[1]), parts[2], parts[3]);
    }
    if (!parts[0].equals("jobs") || parts.length > 3) {
      return done(unknown(request.getMethod() + " " + path));
    }
    JobID id = jobId(parts[1]);
    String jobCall = request.getMethod() + " " + (parts.length == 2 ? "" : parts[2]);
    return switch (jobCall) {
      case "GET " -> session.job(id).thenApply(job -> Answer.ok(json -> Reports.detail(json, job)));
      case "GET events" -> {
        listen(id, request, response);
        yield null;
      }
      case "POST cancel" ->
          session
              .cancel(id)
              .thenApply(
                  status ->
                      Answer.accepted(
                          json -> {
                            json.writeStringField("id", id.toString());
                            json.writeStringField("status", status.name());
                          }));
      case "GET result" -> result(id, wait(request));
      case "POST savepoints" ->
          checkpoints.begin(id, request.getParameter("mode"), request.getParameter("directory"));
      case "GET checkpoints" -> checkpoints.summary(id);
      case "GET plan" ->
          session.graph(id).thenApply(graph -> Answer.ok(json -> Reports.plan(json, graph)));
      case "GET exceptions" ->
          session
              .failures(id)
              .thenApply(
                  failures ->
                      Answer.ok(
                          json -> JsonText.list(json, "exceptions", failures, Reports::failed)));
      default -> done(unknown(request.getMethod() + " " + path));
    };
  }

  private CompletableFuture<Answer> ofCheckpoint(
      HttpServletRequest request, JobID id, String call, String which) {
    return switch (request.getMethod() + " " + call) {
      case "GET savepoints" -> checkpoints.outcome(id, which, wait(request));
      case "GET checkpoints" -> checkpoints.detail(id, number(which, "the checkpoint"));
      default -> done(unknown(request.getMethod() + " " + request.getPathInfo()));
    };
  }

  private static CompletableFuture<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static Answer unknown(String call) {
    return Answer.error(
        404, ErrorCode.MALFORMED_INPUT, "there is no call " + call + "; see docs/http-api.md", "");
  }

  private static JobID jobId(String text) {
    try {
      return JobID.fromHexString(text);
    } catch (IllegalArgumentException e) {
      throw new FlyshuttleException(ErrorCode.MALFORMED_INPUT, e.getMessage(), e);
    }
  }

  private CompletableFuture<Answer> submit(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (length > settings.maxGraphBytes()) {
      return done(tooLarge());
    }
    byte[] bytes;
    try (InputStream in = request.getInputStream()) {
      bytes = in.readNBytes((int) Math.min(settings.maxGraphBytes() + 1, Integer.MAX_VALUE - 8));
    }
    if (bytes.length > settings.maxGraphBytes()) {
      return done(tooLarge());
    }
    JobGraph graph = JobGraphs.fromBytes(bytes);
    return session
        .submit(graph)
        .thenApply(
            id ->
                Answer.accepted(
                    json -> {
                      json.writeStringField("id", id.toString());
                      json.writeStringField("name", graph.name());
                    }));
  }

  private Answer tooLarge() {
    return Answer.error(
        413,
        ErrorCode.RESULT_TOO_LARGE,
        "the job graph is larger than "
            + (settings.maxGraphBytes() >> 20)
            + " MiB: keep large collections out of the program, read them from files",
        "");
  }

  private Answer config() {
    return Answer.ok(
        json -> {
          json.writeObjectFieldStart("config");
          for (var entry : session.configuration().entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
        });
  }

  private Answer stop(HttpServletRequest request) {
    String reason = request.getParameter("reason");
    if (reason == null || reason.isBlank()) {
      reason = "stopped by the user";
    }
    session.stop(reason.substring(0, Math.min(MAX_REASON, reason.length())));
    return Answer.accepted(json -> json.writeBooleanField("stopping", true));
  }

  private static int bytes(HttpServletRequest request) {
    long wanted = number(request.getParameter("bytes"), "bytes");
    return wanted == 0 ? DEFAULT_LOG_BYTES : (int) Math.min(LogFile.MAX_BYTES, wanted);
  }

  private static Answer log(LogTail tail) {
    return Answer.text("text/plain", new String(tail.bytes(), StandardCharsets.UTF_8));
  }

  private static long wait(HttpServletRequest request) {
    return Math.min(MAX_WAIT_MILLIS, number(request.getParameter("wait"), "wait"));
  }

  private static long number(String text, String name) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new FlyshuttleException(
          ErrorCode.MALFORMED_INPUT, name + " must be a number, not \"" + text + "\"", e);
    }
  }

  private CompletableFuture<Answer> result(JobID id, long waitMillis) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    if (waitMillis == 0) {
      end.complete(null);
    } else {
      control.schedule(waitMillis, () -> end.complete(null));
      session
          .listen(
              id,
              0,
              event -> {
                if (event.event() instanceof JobEvent.Ended) {
                  end.complete(null);
                }
              })
          .whenComplete(
              (stop, thrown) -> {
                if (thrown != null) {
                  end.completeExceptionally(thrown);
                } else {
                  end.whenComplete((done, t) -> stop.run());
                }
              });
    }
    return end.thenCompose(ended -> session.result(id))
        .thenApply(
            result ->
                result.status().isTerminalState()
                    ? Answer.ok(json -> Reports.result(json, result))
                    : Answer.accepted(
                        json -> {
                          json.writeStringField("id", id.toString());
                          json.writeStringField("status", result.status().name());
                        }));
  }

  private void listen(JobID id, HttpServletRequest request, HttpServletResponse response) {
    String last = request.getHeader("Last-Event-ID");
    long after = number(last != null ? last : request.getParameter("after"), "after");
    AsyncContext connection = request.startAsync(request, response);
    connection.setTimeout(0);
    AtomicReference<Runnable> stop = new AtomicReference<>();
    EventStream stream =
        new EventStream(
            connection,
            writers,
            () -> {
              Runnable listening = stop.getAndSet(() -> {});
              if (listening != null) {
                listening.run();
              }
            });
    // Asked first, so that an unknown job is an error and not an empty stream.
    session
        .job(id)
        .thenCompose(
            job -> {
              response.setStatus(200);
              response.setContentType("text/event-stream");
              response.setCharacterEncoding("UTF-8");
              response.setHeader("Cache-Control", "no-store");
              stream.keepAlive(control);
              return session.listen(id, after, stream::add);
            })
        .whenComplete(
            (listening, thrown) -> {
              if (thrown == null) {
                if (!stop.compareAndSet(null, listening)) {
                  listening.run();
                }
                return;
              }
              try {
                write(response, Answer.failure(thrown));
              } catch (IOException e) {
                LOG.debug("A client is gone before it was answered", e);
              } finally {
                connection.complete();
              }
            });
  }
}
