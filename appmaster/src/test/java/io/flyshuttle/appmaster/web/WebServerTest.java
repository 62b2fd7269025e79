// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyshuttle.appmaster.checkpoint.FakeCheckpointStorage;
import io.flyshuttle.appmaster.control.ExecutorControlThread;
import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.appmaster.session.JobJournal;
import io.flyshuttle.appmaster.session.JobManager;
import io.flyshuttle.appmaster.session.SessionSettings;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.wire.JobGraphs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls as a client sees them, over a real socket; the worker is a fake. */
@Timeout(600)
class WebServerTest {
  private static final String TOKEN = "secret-token";

  private final ExecutorControlThread control = new ExecutorControlThread("control");
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private JobManager session;
  private WebServer server;

  /** Finishes tasks at once, or fails them, or lets them run, by the name of their vertex. */
  private final class Worker {
    void onMessage(WorkerMessage message) {
      if (message instanceof WorkerMessage.DeployTasks deploy) {
        deploy.tasks().forEach(this::run);
      } else if (message instanceof WorkerMessage.FetchLog fetch) {
        byte[] text = ("the last " + fetch.maxBytes()).getBytes(StandardCharsets.UTF_8);
        session.onMessage(
            new MasterMessage.LogFetched("w", fetch.request(), new LogTail(99, text), null));
      } else if (message instanceof WorkerMessage.TriggerCheckpoint trigger) {
        TaskSnapshot nothing = new TaskSnapshot(List.of(), List.of(), false);
        trigger
            .triggered()
            .forEach(
                task ->
                    session.onMessage(
                        new MasterMessage.CheckpointAcknowledged(
                            "w",
                            task,
                            trigger.barrier().checkpointId(),
                            nothing,
                            new SnapshotTimes(1, 2, 3, 4, 50, 60, true, 7))));
      } else if (message instanceof WorkerMessage.CancelTask cancel) {
        session.onMessage(
            new MasterMessage.TaskStateChanged(
                "w", cancel.attempt(), TaskState.CANCELED, null, Map.of(), null, List.of()));
      }
    }

    private void run(TaskDeployment task) {
      tell(task, TaskState.RUNNING, null);
      switch (task.vertex().name()) {
        case "endless", "waiting", "slow" -> {}
        case "bad" ->
            tell(
                task,
                TaskState.FAILED,
                new Failure(
                    ErrorCode.USER_FUNCTION_FAILED, "<b>bad</b> luck", "bad (1/1)", "trace", 5));
        default -> tell(task, TaskState.FINISHED, null);
      }
    }

    private void tell(TaskDeployment task, TaskState state, Failure failure) {
      Map<String, Payload> accumulators =
          state == TaskState.FINISHED
              ? Map.of("words", new Payload(new byte[] {1, 2}, null, 2))
              : Map.of();
      session.onMessage(
          new MasterMessage.TaskStateChanged(
              "w", task.attempt(), state, failure, accumulators, metrics(task), List.of()));
    }

    private TaskMetrics metrics(TaskDeployment task) {
      long second = 1_000_000_000;
      return switch (task.vertex().name()) {
        case "waiting" ->
            new TaskMetrics(task.attempt(), 0, 5, 0, 50, second, 0, 9 * second, 0, 4096, 0, 0, -1);
        case "slow" ->
            new TaskMetrics(task.attempt(), 3, 0, 30, 0, 9 * second, second, 0, 2048, 0, 0, 0, 7);
        default -> null;
      };
    }
  }

  @BeforeEach
  void start() {
    Configuration configuration = new Configuration();
    configuration.setString("my.key", "shown");
    configuration.setString("my.password", "hidden");
    SessionSettings settings =
        SessionSettings.of("session-1", configuration, 2, 0, 1, "file:/session");
    session = new JobManager(settings, control, JobJournal.none(), new FakeCheckpointStorage());
    Worker worker = new Worker();
    session.start(new NoWorkers(), actor -> worker::onMessage);
    session.onMessage(
        new MasterMessage.RegisterWorker(
            new WorkerInfo("w", "host-1", 1234, 2, 100, 10, 1000, 77), "w", List.of()));
    WebSettings web = new WebSettings("127.0.0.1", 0, TOKEN, 1 << 20);
    server = WebServer.start(web, session, control, "1.2.3", context -> {});
  }

  private static final class NoWorkers implements ResourceProvider {
    @Override
    public void start(WorkerListener listener) {}

    @Override
    public void want(WorkerDemand demand) {}

    @Override
    public void release(String workerId, boolean graceful, String reason) {}

    @Override
    public void stop() {}
  }

  @AfterEach
  void stop() {
    server.close();
    control.close();
  }

  private HttpRequest.Builder call(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response = send(call(path).build());
    assertEquals(200, response.statusCode(), response.body());
    return mapper.readTree(response.body());
  }

  private HttpResponse<String> post(String path, byte[] body) throws Exception {
    return send(call(path).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private JsonNode error(HttpResponse<String> response, int status) throws IOException {
    assertEquals(status, response.statusCode(), response.body());
    return mapper.readTree(response.body()).get("error");
  }

  private String submit(Graphs graphs) throws Exception {
    JobGraph graph = graphs.build();
    HttpResponse<String> response = post("/v1/jobs", JobGraphs.toBytes(graph));
    assertEquals(202, response.statusCode(), response.body());
    JsonNode answer = mapper.readTree(response.body());
    assertEquals(graph.id().toString(), answer.get("id").asText());
    assertEquals(graph.name(), answer.get("name").asText());
    return answer.get("id").asText();
  }

  private static Graphs wordCount() {
    return new Graphs().name("word count").vertex("source", 1).vertex("sink", 2).shuffle(0, 1);
  }

  @Test
  void shouldRunAJobAndGiveItsResult() throws Exception {
    String id = submit(wordCount());
    JsonNode result = get("/v1/jobs/" + id + "/result?wait=20000");
    assertEquals("FINISHED", result.get("status").asText());
    assertTrue(result.get("failure").isNull());
    JsonNode parts = result.get("accumulators").get("words");
    assertEquals(3, parts.size());
    assertEquals("AQI=", parts.get(0).get("base64").asText());

    JsonNode jobs = get("/v1/jobs").get("jobs");
    assertEquals(1, jobs.size());
    assertEquals("word count", jobs.get(0).get("name").asText());
    assertEquals(3, jobs.get(0).get("tasks").get("finished").asInt());

    JsonNode job = get("/v1/jobs/" + id);
    assertEquals("sink", job.get("vertices").get(1).get("name").asText());
    assertEquals("host-1", job.get("vertices").get(1).get("subtasks").get(0).get("host").asText());

    JsonNode plan = get("/v1/jobs/" + id + "/plan");
    assertEquals(2, plan.get("nodes").size());
    assertEquals("TEST", plan.get("nodes").get(1).get("inputs").get(0).get("ship").asText());
  }

  @Test
  void shouldTellHowTasksSpendTheirTimeAndWhereBackpressureStarts() throws Exception {
    String id =
        submit(new Graphs().streaming().vertex("waiting", 1).vertex("slow", 2).shuffle(0, 1));
    JsonNode job = get("/v1/jobs/" + id);
    for (int tries = 0; job.get("backpressure").isEmpty() && tries < 1_000; tries++) {
      job = get("/v1/jobs/" + id);
    }
    JsonNode start = job.get("backpressure").get(0);
    assertEquals("slow", start.get("name").asText());
    assertEquals(1, start.get("waiting").asInt());
    String message = start.get("message").asText();
    assertTrue(
        message.startsWith("backpressure starts at slow (1/2) on w (host-1): busy 90 %"), message);
    JsonNode waiting = job.get("vertices").get(0).get("subtasks").get(0);
    assertEquals(100, waiting.get("busyMillisPerSecond").asInt());
    assertEquals(900, waiting.get("backpressuredMillisPerSecond").asInt());
    assertEquals(4096, waiting.get("queuedOutBytes").asInt());
    assertEquals(-1, waiting.get("latencyMillis").asInt());
    JsonNode slow = job.get("vertices").get(1).get("subtasks").get(1);
    assertEquals(100, slow.get("idleMillisPerSecond").asInt());
    assertEquals(2048, slow.get("queuedInBytes").asInt());
    String page = send(call("/?job=" + id).build()).body();
    assertTrue(page.contains("<b>backpressure starts at slow (1/2) on w"), page);
    assertTrue(page.contains("busy 90 %, idle 10 %, backpressured 0 %; 2 KiB wait in"), page);
  }

  @Test
  void shouldTakeSavepointsAndTellOfCheckpoints() throws Exception {
    String id = submit(new Graphs().streaming().vertex("endless", 2));
    String job = "/v1/jobs/" + id;
    String request = "";
    // Until both tasks run, a savepoint is refused.
    for (int tries = 0; request.isEmpty() && tries < 1_000; tries++) {
      HttpResponse<String> begun =
          post(job + "/savepoints?directory=file:/mine&mode=savepoint", new byte[0]);
      if (begun.statusCode() == 202) {
        request = mapper.readTree(begun.body()).get("request").asText();
        HttpResponse<String> outcome =
            send(call(job + "/savepoints/" + request + "?wait=5000").build());
        if (outcome.statusCode() == 409) {
          request = "";
        }
      }
    }
    JsonNode outcome = get(job + "/savepoints/" + request + "?wait=20000");
    assertEquals("COMPLETED", outcome.get("status").asText());
    assertTrue(outcome.get("path").asText().startsWith("file:/mine/savepoint-"));
    JsonNode all = get(job + "/checkpoints");
    assertEquals(1, all.get("completed").asInt());
    JsonNode line = all.get("checkpoints").get(0);
    assertEquals("SAVEPOINT", line.get("kind").asText());
    assertEquals(200, line.get("bytes").asInt(), "of two tasks and the metadata");
    JsonNode detail = get(job + "/checkpoints/" + line.get("id").asText());
    assertEquals("ACKNOWLEDGED", detail.get("tasks").get(1).get("state").asText());
    assertEquals(3, detail.get("tasks").get(1).get("syncMillis").asInt());
    String page = send(call("/?job=" + id).build()).body();
    assertTrue(page.contains("1 completed"), page);
    assertTrue(page.contains("<td>SAVEPOINT<td>COMPLETED"), page);
    error(post(job + "/savepoints?mode=nonsense", new byte[0]), 400);
    error(send(call(job + "/savepoints/99").build()), 404);
    error(send(call(job + "/checkpoints/99").build()), 404);
  }

  @Test
  void shouldGiveTheEndOfAWorkersLog() throws Exception {
    assertEquals("the last 65536", send(call("/v1/workers/w/log").build()).body());
    assertEquals("the last 10", send(call("/v1/workers/w/log?bytes=10").build()).body());
    HttpResponse<String> most = send(call("/v1/workers/w/log?bytes=99999999").build());
    assertEquals("the last 262144", most.body());
    assertEquals("text/plain;charset=utf-8", most.headers().firstValue("content-type").get());

    HttpResponse<String> unknown = send(call("/v1/workers/nobody/log").build());
    assertEquals(404, unknown.statusCode());
    assertTrue(unknown.body().contains("LOG_NOT_FOUND"), unknown.body());
    assertTrue(unknown.body().contains("there are w"), unknown.body());
    assertEquals(404, send(call("/v1/log").build()).statusCode(), "this JVM has no log of its own");
  }

  @Test
  void shouldTellEventsUntilTheEndAndResume() throws Exception {
    String id = submit(wordCount());
    List<String> lines;
    try (Stream<String> body =
        client.send(call("/v1/jobs/" + id + "/events").build(), BodyHandlers.ofLines()).body()) {
      lines = body.toList();
    }
    assertTrue(lines.contains("event: job"));
    assertTrue(lines.contains("event: task"));
    List<String> kinds = lines.stream().filter(l -> l.startsWith("event: ")).toList();
    assertEquals("event: end", kinds.get(kinds.size() - 1));
    String end = lines.stream().filter(l -> l.startsWith("data: ")).reduce((a, b) -> b).get();
    assertEquals("FINISHED", mapper.readTree(end.substring(6)).get("status").asText());

    String last = lines.stream().filter(l -> l.startsWith("id: ")).reduce((a, b) -> b).get();
    long before = Long.parseLong(last.substring(4)) - 1;
    HttpResponse<String> rest =
        send(call("/v1/jobs/" + id + "/events").header("Last-Event-ID", "" + before).build());
    assertEquals(1, rest.body().lines().filter(l -> l.startsWith("event: ")).count());
    assertEquals(
        "text/event-stream;charset=utf-8", rest.headers().firstValue("content-type").get());
  }

  @Test
  void shouldTellEventsAsTheyHappen() throws Exception {
    String id = submit(new Graphs().vertex("endless", 1));
    var response = client.send(call("/v1/jobs/" + id + "/events").build(), BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      var iterator = lines.iterator();
      while (!iterator.next().contains("\"RUNNING\",\"worker\"")) {
        // the job comes to life
      }
      HttpResponse<String> cancelled = post("/v1/jobs/" + id + "/cancel", new byte[0]);
      assertEquals(202, cancelled.statusCode());
      while (!iterator.next().equals("event: end")) {
        // and ends
      }
      assertTrue(iterator.next().contains("\"CANCELED\""));
    }
    JsonNode result = get("/v1/jobs/" + id + "/result");
    assertEquals("CANCELED", result.get("status").asText());
  }

  @Test
  void whenAJobHasNotEndedThenItsResultIsNotThereYet() throws Exception {
    String id = submit(new Graphs().vertex("endless", 1));
    HttpResponse<String> response = send(call("/v1/jobs/" + id + "/result?wait=50").build());
    assertEquals(202, response.statusCode());
  }

  @Test
  void whenAJobFailsThenReasonAndPlaceAreTold() throws Exception {
    String id = submit(new Graphs().vertex("bad", 1));
    JsonNode result = get("/v1/jobs/" + id + "/result?wait=20000");
    assertEquals("FAILED", result.get("status").asText());
    assertEquals("USER_FUNCTION_FAILED", result.get("failure").get("code").asText());
    JsonNode entry = get("/v1/jobs/" + id + "/exceptions").get("exceptions").get(0);
    assertEquals("bad (1/1)", entry.get("task").asText());
    assertEquals("host-1", entry.get("host").asText());
    assertEquals("trace", entry.get("stackTrace").asText());
    String page = send(call("/?job=" + id).build()).body();
    assertTrue(page.contains("&lt;b&gt;bad&lt;/b&gt; luck"), page);
    assertFalse(page.contains("<b>bad</b>"), page);
  }

  @Test
  void shouldDescribeTheSession() throws Exception {
    submit(wordCount());
    JsonNode overview = get("/v1/overview");
    assertEquals("session-1", overview.get("session").asText());
    assertEquals("1.2.3", overview.get("version").asText());
    assertEquals(2, overview.get("slotsTotal").asInt());
    JsonNode worker = get("/v1/workers").get("workers").get(0);
    assertEquals(77, worker.get("pid").asInt());
    JsonNode config = get("/v1/config").get("config");
    assertEquals("shown", config.get("my.key").asText());
    assertFalse(config.has("my.password"));
    HttpResponse<String> threads = send(call("/v1/threads").build());
    assertTrue(threads.body().contains("\"control\""));
  }

  @Test
  void whenTheTokenIsMissingThenOnlyThePageIsShown() throws Exception {
    URI base = URI.create("http://127.0.0.1:" + server.port());
    HttpRequest request = HttpRequest.newBuilder(base.resolve("/v1/overview")).build();
    assertEquals("ACCESS_DENIED", error(send(request), 401).get("code").asText());
    HttpRequest wrong =
        HttpRequest.newBuilder(base.resolve("/v1/jobs"))
            .header("Authorization", "Bearer wrong")
            .POST(BodyPublishers.ofByteArray(JobGraphs.toBytes(wordCount().build())))
            .build();
    assertEquals("ACCESS_DENIED", error(send(wrong), 401).get("code").asText());
    HttpResponse<String> page = send(HttpRequest.newBuilder(base.resolve("/")).build());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("session-1"));
    assertFalse(page.body().contains("<script"));
    assertTrue(get("/v1/jobs").get("jobs").isEmpty());
  }

  @Test
  void whenInputIsWrongThenItIsRefusedWithAReason() throws Exception {
    byte[] junk = "no graph".getBytes(StandardCharsets.UTF_8);
    assertEquals("PROTOCOL_VIOLATION", error(post("/v1/jobs", junk), 400).get("code").asText());
    byte[] invalid = JobGraphs.toBytes(new Graphs().vertex("a", 500).build());
    JsonNode refused = error(post("/v1/jobs", invalid), 400);
    assertEquals("INVALID_PROGRAM", refused.get("code").asText());
    assertEquals(1003, refused.get("number").asInt());
    assertEquals(
        "RESULT_TOO_LARGE",
        error(post("/v1/jobs", new byte[(1 << 20) + 1]), 413).get("code").asText());
    String unknown = "0123456789abcdef0123456789abcdef";
    assertEquals(
        "JOB_NOT_FOUND",
        error(send(call("/v1/jobs/" + unknown).build()), 404).get("code").asText());
    assertEquals(
        "JOB_NOT_FOUND",
        error(send(call("/v1/jobs/" + unknown + "/events").build()), 404).get("code").asText());
    assertEquals(
        "MALFORMED_INPUT",
        error(send(call("/v1/jobs/nonsense").build()), 400).get("code").asText());
    assertEquals(
        "MALFORMED_INPUT", error(send(call("/v1/nothing").build()), 404).get("code").asText());
    assertEquals(404, send(call("/elsewhere").build()).statusCode());
  }

  @Test
  void whenStoppedThenItAnswersAndEnds() throws Exception {
    HttpResponse<String> response = post("/v1/stop?reason=enough", new byte[0]);
    assertEquals(202, response.statusCode());
    assertEquals("enough", session.whenStopped().get(120, TimeUnit.SECONDS));
    byte[] late = JobGraphs.toBytes(wordCount().build());
    assertEquals("SESSION_NOT_READY", error(post("/v1/jobs", late), 503).get("code").asText());
  }
}
