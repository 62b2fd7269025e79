// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Calls to one session over HTTP, as {@code docs/http-api.md} describes them. Stateless; calls
 * block. Uses the JDK's plain connection: its newer client takes a third of a second to load.
 */
public final class SessionClient {
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int READ_TIMEOUT_MILLIS = 70_000;

  /** Receives the events of a job. */
  @FunctionalInterface
  public interface EventListener {
    /**
     * @param kind job, task, failure, waiting, progress or end
     * @param data the event's fields
     */
    void onEvent(String kind, JsonTree data);
  }

  private final String secret;
  private final SessionRelocation relocation;
  private volatile String base;

  /**
   * @param base {@code http://host:port}
   * @param secret the session's secret
   */
  public SessionClient(String base, String secret) {
    this(base, secret, null);
  }

  /**
   * @param base {@code http://host:port}
   * @param secret the session's secret
   * @param relocation finds the session when nobody answers at {@code base} any more; null for none
   */
  public SessionClient(String base, String secret, SessionRelocation relocation) {
    this.base = base;
    this.secret = secret;
    this.relocation = relocation;
  }

  /** Sends a job graph; returns the job's id. */
  public String submit(byte[] graph) {
    return call("POST", "/v1/jobs", graph).text("id");
  }

  /** All jobs, newest first. */
  public JsonTree jobs() {
    return call("GET", "/v1/jobs", null);
  }

  /** One job in detail. */
  public JsonTree job(String id) {
    return call("GET", "/v1/jobs/" + id, null);
  }

  /** Asks for a job to be cancelled; returns its status after the call. */
  public String cancel(String id) {
    return call("POST", "/v1/jobs/" + id + "/cancel", new byte[0]).text("status");
  }

  /** The result of a job; waits up to a minute for its end, then answers without one. */
  public JsonTree result(String id) {
    return call("GET", "/v1/jobs/" + id + "/result?wait=60000", null);
  }

  /**
   * Has a checkpoint or savepoint made and waits for it.
   *
   * @param mode savepoint, stop, drain, cancel or checkpoint
   * @param directory in which a savepoint gets one of its own; empty for the configured one
   * @return its path; if the job was to end, when it has ended
   */
  public String save(String id, String mode, String directory) {
    String job = "/v1/jobs/" + id + "/savepoints";
    String request =
        call(
                "POST",
                job
                    + "?mode="
                    + mode
                    + "&directory="
                    + URLEncoder.encode(directory, StandardCharsets.UTF_8),
                new byte[0])
            .text("request");
    while (true) {
      JsonTree outcome = call("GET", job + "/" + request + "?wait=60000", null);
      if (outcome.text("status").equals("COMPLETED")) {
        return outcome.text("path");
      }
    }
  }

  /** The checkpoints of a job. */
  public JsonTree checkpoints(String id) {
    return call("GET", "/v1/jobs/" + id + "/checkpoints", null);
  }

  /** One checkpoint of a job with the parts of all tasks. */
  public JsonTree checkpoint(String id, long checkpointId) {
    return call("GET", "/v1/jobs/" + id + "/checkpoints/" + checkpointId, null);
  }

  /** The session itself. */
  public JsonTree overview() {
    return call("GET", "/v1/overview", null);
  }

  /** The registered workers. */
  public JsonTree workers() {
    return call("GET", "/v1/workers", null);
  }

  /**
   * The end of a log.
   *
   * @param worker a worker's id or the end of one; null for the ApplicationMaster
   * @param maxBytes at most so many bytes
   */
  public String log(String worker, int maxBytes) {
    String of =
        worker == null ? "" : "/workers/" + URLEncoder.encode(worker, StandardCharsets.UTF_8);
    return text("GET", "/v1" + of + "/log?bytes=" + maxBytes, null);
  }

  /** Asks the session to end. */
  public void stop(String reason) {
    call(
        "POST",
        "/v1/stop?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8),
        new byte[0]);
  }

  /**
   * Follows a job until its end. A broken connection is taken up again where it broke.
   *
   * @return the fields of the {@code end} event
   */
  public JsonTree follow(String id, EventListener listener) {
    String lastEvent = "";
    int failures = 0;
    boolean moved = false;
    while (true) {
      try {
        HttpURLConnection connection = open("GET", "/v1/jobs/" + id + "/events");
        if (!lastEvent.isEmpty()) {
          connection.setRequestProperty("Last-Event-ID", lastEvent);
        }
        try (InputStream in = body(connection);
            BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
          String kind = "";
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
              lastEvent = line.substring(3).strip();
              failures = 0;
            } else if (line.startsWith("event:")) {
              kind = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
              JsonTree data = JsonTree.parse(line.substring(5));
              listener.onEvent(kind, data);
              if (kind.equals("end")) {
                return data;
              }
            }
          }
        }
        failures++;
      } catch (IOException e) {
        failures++;
        if (failures > 3) {
          if (relocation == null) {
            throw lost(e);
          }
          base = relocation.next(base);
          // another ApplicationMaster numbers its events anew
          lastEvent = "";
          failures = 0;
          moved = true;
        }
      } catch (FlyshuttleException e) {
        throw moved && e.code() == ErrorCode.JOB_NOT_FOUND ? endedUnseen(id, e) : e;
      }
      if (failures > 10) {
        throw lost(new IOException("the stream of events ends again and again"));
      }
    }
  }

  private JsonTree call(String method, String path, byte[] body) {
    try {
      return JsonTree.parse(text(method, path, body));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static FlyshuttleException endedUnseen(String id, FlyshuttleException cause) {
    return new FlyshuttleException(
        ErrorCode.APPLICATION_MASTER_LOST,
        "job "
            + id
            + " ended when the ApplicationMaster was lost, and nobody knows how: look at its output",
        cause);
  }

  private String text(String method, String path, byte[] body) {
    try {
      return once(method, path, body);
    } catch (IOException e) {
      // what only asks may be repeated; else only what has not been sent
      if (relocation == null || !(method.equals("GET") || e instanceof ConnectException)) {
        throw lost(e);
      }
      base = relocation.next(base);
    }
    try {
      return once(method, path, body);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private String once(String method, String path, byte[] body) throws IOException {
    HttpURLConnection connection = open(method, path);
    if (body != null) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.setRequestProperty("Content-Type", "application/octet-stream");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
    }
    try (InputStream in = body(connection)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpURLConnection open(String method, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(base + path).toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(READ_TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    if (!secret.isEmpty()) {
      connection.setRequestProperty("Authorization", "Bearer " + secret);
    }
    return connection;
  }

  private static InputStream body(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 400) {
      return connection.getInputStream();
    }
    String text = "";
    try (InputStream in = connection.getErrorStream()) {
      if (in != null) {
        text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
    if (!text.startsWith("{")) {
      throw new FlyshuttleException(
          status == 401 ? ErrorCode.ACCESS_DENIED : ErrorCode.PROTOCOL_VIOLATION,
          "the session answered with status " + status + " to " + connection.getURL().getPath());
    }
    JsonTree error = JsonTree.parse(text).object("error");
    throw new FlyshuttleException(code(error.text("code")), error.text("message"));
  }

  /** The code of a given name; INTERNAL for one that this version does not know. */
  public static ErrorCode code(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL;
  }

  private FlyshuttleException lost(IOException cause) {
    return new FlyshuttleException(
        ErrorCode.APPLICATION_MASTER_LOST,
        "the session's ApplicationMaster at " + base + " does not answer: " + cause.getMessage(),
        cause);
  }
}
