// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class SessionClientTest {
  private static final String JOB = "0123456789abcdef0123456789abcdef";

  private HttpServer server;
  private SessionClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    client = new SessionClient("http://127.0.0.1:" + server.getAddress().getPort(), "s3cret");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void shouldSendTheGraphWithTheSecret() {
    AtomicReference<byte[]> body = new AtomicReference<>();
    AtomicReference<String> authorization = new AtomicReference<>();
    server.createContext(
        "/v1/jobs",
        exchange -> {
          authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
          body.set(exchange.getRequestBody().readAllBytes());
          answer(exchange, 202, "{\"id\":\"" + JOB + "\",\"name\":\"n\"}");
        });

    assertEquals(JOB, client.submit(new byte[] {1, 2, 3}));
    assertArrayEquals(new byte[] {1, 2, 3}, body.get());
    assertEquals("Bearer s3cret", authorization.get());
  }

  @Test
  void shouldAskForASavepointAndWaitUntilItIsComplete() {
    AtomicReference<String> query = new AtomicReference<>();
    AtomicInteger asked = new AtomicInteger();
    server.createContext(
        "/v1/jobs/" + JOB + "/savepoints",
        exchange -> {
          if (exchange.getRequestMethod().equals("POST")) {
            query.set(exchange.getRequestURI().getQuery());
            answer(exchange, 202, "{\"request\":\"7\"}");
          } else if (asked.incrementAndGet() == 1) {
            answer(exchange, 202, "{\"status\":\"IN_PROGRESS\"}");
          } else {
            answer(exchange, 200, "{\"status\":\"COMPLETED\",\"path\":\"hdfs:/s/savepoint-1\"}");
          }
        });

    assertEquals("hdfs:/s/savepoint-1", client.save(JOB, "stop", "hdfs:/s?p"));
    assertEquals("mode=stop&directory=hdfs:/s?p", query.get());
    assertEquals(2, asked.get());
  }

  @Test
  void shouldTurnAnErrorAnswerIntoItsCode() {
    server.createContext(
        "/v1/jobs/",
        exchange ->
            answer(
                exchange,
                404,
                "{\"error\":{\"code\":\"JOB_NOT_FOUND\",\"number\":1014,"
                    + "\"message\":\"no job x\",\"detail\":\"\"}}"));

    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> client.cancel(JOB));

    assertEquals(ErrorCode.JOB_NOT_FOUND, e.code());
    assertEquals("no job x", e.getMessage());
  }

  @Test
  void shouldTakeABrokenStreamOfEventsUpWhereItBroke() {
    List<String> resumedAfter = new ArrayList<>();
    server.createContext(
        "/v1/jobs/" + JOB + "/events",
        exchange -> {
          String after = exchange.getRequestHeaders().getFirst("Last-Event-ID");
          resumedAfter.add(after);
          answer(
              exchange,
              200,
              after == null
                  ? ":\nid: 1\nevent: job\ndata: {\"status\":\"RUNNING\"}\n\n"
                  : "id: 2\nevent: end\ndata: {\"status\":\"FINISHED\"}\n\n");
        });
    List<String> kinds = new ArrayList<>();

    JsonTree end = client.follow(JOB, (kind, data) -> kinds.add(kind + " " + data.text("status")));

    assertEquals("FINISHED", end.text("status"));
    assertEquals(List.of("job RUNNING", "end FINISHED"), kinds);
    assertEquals("1", resumedAfter.get(1));
  }

  @Test
  void shouldNameTheAddressWhenNobodyAnswers() {
    server.stop(0);

    FlyshuttleException e = assertThrows(FlyshuttleException.class, client::jobs);

    assertEquals(ErrorCode.APPLICATION_MASTER_LOST, e.code());
    assertTrue(e.getMessage().contains("127.0.0.1"), e.getMessage());
  }
}
