// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.JobReport;
import io.flyshuttle.appmaster.process.SessionProcess;
import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.appmaster.session.JobJournal;
import io.flyshuttle.appmaster.session.SessionSettings;
import io.flyshuttle.appmaster.web.WebSettings;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.protocol.wire.EndpointSettings;
import io.flyshuttle.protocol.wire.JobGraphs;
import io.flyshuttle.protocol.wire.WorkerEndpoint;
import io.flyshuttle.worker.agent.Worker;
import io.flyshuttle.worker.agent.WorkerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A session as on a cluster, but for YARN: HTTP, actors, data ports; all in one JVM. */
@Timeout(600)
class SocketSessionTest {
  private static final String SECRET = "the-secret";

  /** A worker with a control connection of its own, as {@code WorkerMain} makes it. */
  private record ConnectedWorker(Worker worker, WorkerEndpoint endpoint) implements AutoCloseable {
    static ConnectedWorker start(String id, String masterActor, Path directory) {
      Worker worker =
          new Worker(
              new WorkerSettings(
                  id,
                  "127.0.0.1",
                  0,
                  2,
                  WorkerMemory.ofHeap(32 << 20, WorkerMemory.Settings.defaults()),
                  List.of(directory),
                  SECRET.getBytes(StandardCharsets.UTF_8),
                  "",
                  new Configuration()));
      EndpointSettings settings =
          new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, SECRET, null);
      WorkerEndpoint endpoint = WorkerEndpoint.start(settings, masterActor, worker::receive);
      worker.start(endpoint.master(), endpoint.actor());
      return new ConnectedWorker(worker, endpoint);
    }

    @Override
    public void close() {
      worker.close();
      endpoint.close();
    }
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

  @Test
  void shouldRunAJobThatCameByHttpInWorkersThatRegisteredByActors(@TempDir Path directory)
      throws Exception {
    int port = freePort();
    Configuration configuration = new Configuration();
    configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
    configuration.set(JobManagerOptions.PORT, port);
    SessionSettings settings =
        SessionSettings.of("s", configuration, 2, 0, 2, directory.toUri().toString());
    EndpointSettings control = EndpointSettings.ofJobManager(configuration, null, SECRET);
    WebSettings web = new WebSettings("127.0.0.1", 0, "token", 16 << 20);
    List<AutoCloseable> open = new ArrayList<>();
    try (SessionProcess session =
        SessionProcess.open(settings, control, web, JobJournal.none(), 1, "test", context -> {})) {
      session.run(new NoWorkers());
      assertTrue(session.actor().contains("@127.0.0.1:" + port + "/"), session.actor());
      assertEquals(
          Integer.toString(port),
          session.jobManager().configuration().get(JobManagerOptions.PORT.key()));
      JobGraph graph = graph();
      HttpRequest submit =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + session.webPort() + "/v1/jobs"))
              .header("Authorization", "Bearer token")
              .POST(BodyPublishers.ofByteArray(JobGraphs.toBytes(graph)))
              .build();
      assertEquals(
          202, HttpClient.newHttpClient().send(submit, BodyHandlers.ofString()).statusCode());
      // Workers that come late are used at once.
      open.add(ConnectedWorker.start("a", session.actor(), directory));
      open.add(ConnectedWorker.start("b", session.actor(), directory));
      JobReport.Result result =
          LocalSession.ended(session.jobManager(), graph.id()).get(120, TimeUnit.SECONDS);
      assertEquals(JobStatus.FINISHED, result.status(), () -> "" + result.failure());
      assertEquals(4, result.accumulators().get("count").size());
      session.jobManager().stop("done");
      assertEquals("done", session.whenStopped().get(120, TimeUnit.SECONDS));
      for (AutoCloseable worker : open) {
        assertTrue(
            ((ConnectedWorker) worker)
                .worker()
                .ended()
                .get(120, TimeUnit.SECONDS)
                .contains("done"));
      }
    } finally {
      for (AutoCloseable worker : open) {
        worker.close();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whenTheEnvironmentKnowsTheAddressThenAnyPortIsTakenUnlessOneIsSet() {
    Configuration configuration = new Configuration();
    EndpointSettings any = EndpointSettings.ofJobManager(configuration, "node-7", SECRET);
    assertEquals("node-7", any.host());
    assertEquals(0, any.firstPort());
    configuration.set(JobManagerOptions.PORT, 7123);
    assertEquals(7123, EndpointSettings.ofJobManager(configuration, "node-7", SECRET).lastPort());
  }

  private static JobGraph graph() {
    PlanNode source =
        Programs.numbers(5_000).parallelism(4).outputSerializer(IntSerializer.INSTANCE);
    PlanNode sink =
        Programs.counting()
            .parallelism(4)
            .input(0, source, "", Ship.rebalance(), IntSerializer.INSTANCE);
    return Programs.plan("by sockets", 1).add(sink).toJobGraph();
  }
}
