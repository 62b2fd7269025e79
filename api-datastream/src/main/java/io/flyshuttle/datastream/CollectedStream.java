// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The records of a stream on their way to the client. One subtask connects to the client's socket,
 * shows a token that only this program knows, and sends records as they come. Used by the thread
 * that reads the iterator.
 *
 * @param <T> type of the records
 */
final class CollectedStream<T> {
  private static final int LOOK_MILLIS = 100;

  private final ServerSocket server;
  private final String token;
  private final TypeSerializer<T> serializer;

  private CollectedStream(ServerSocket server, String token, TypeSerializer<T> serializer) {
    this.server = server;
    this.token = token;
    this.serializer = serializer;
  }

  /** Adds the sink to the program. */
  static <T> CollectedStream<T> of(DataStream<T> stream) {
    try {
      return listening(stream);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.CLUSTER_UNREACHABLE,
          "cannot listen for the results of the job: " + e.getMessage(),
          e);
    }
  }

  private static <T> CollectedStream<T> listening(DataStream<T> stream) throws IOException {
    TypeSerializer<T> serializer = stream.getType().createSerializer(stream.getExecutionConfig());
    ServerSocket server = new ServerSocket(0);
    server.setSoTimeout(LOOK_MILLIS);
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    String token = HexFormat.of().formatHex(secret);
    String host =
        stream.environment.local()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : InetAddress.getLocalHost().getHostAddress();
    stream
        .addSink(new CollectSink<>(host, server.getLocalPort(), token, serializer))
        .name("Collect")
        .setParallelism(1);
    return new CollectedStream<>(server, token, serializer);
  }

  /** Reads the records of the started job. */
  CloseableIterator<T> attach(JobClient client) {
    return new Records(CompletableFuture.completedFuture(client));
  }

  /** Reads the records once the environment has started the program. */
  CloseableIterator<T> whenStarted(StreamExecutionEnvironment environment) {
    return new Records(environment.started());
  }

  private final class Records implements CloseableIterator<T> {
    private final CompletableFuture<JobClient> started;
    private Socket connection;
    private DataInputStream in;
    private boolean ended;
    private boolean haveNext;
    private T next;

    Records(CompletableFuture<JobClient> started) {
      this.started = started;
    }

    @Override
    public boolean hasNext() {
      if (haveNext) {
        return true;
      }
      if (ended) {
        return false;
      }
      try {
        if (in == null && !connect()) {
          return false;
        }
        if (!in.readBoolean()) {
          ended = true;
          return false;
        }
        next = serializer.deserialize(new DataInputViewStreamWrapper(in));
        haveNext = true;
        return true;
      } catch (EOFException e) {
        ended = true;
        failIfJobFailed();
        throw new FlyshuttleException(
            ErrorCode.CHANNEL_LOST, "the job stopped sending results before they were complete", e);
      } catch (IOException e) {
        ended = true;
        failIfJobFailed();
        throw new FlyshuttleException(
            ErrorCode.CHANNEL_LOST, "the results of the job cannot be read: " + e.getMessage(), e);
      }
    }

    /** Waits for the sink; false if the job has ended without one. */
    private boolean connect() throws IOException {
      while (true) {
        // the job may have ended after the sink connected: look at the job first, then the socket
        boolean jobEnded =
            started.isDone()
                && (started.isCompletedExceptionally()
                    || started.join().getJobExecutionResult().isDone());
        try {
          Socket candidate = server.accept();
          DataInputStream input =
              new DataInputStream(new BufferedInputStream(candidate.getInputStream()));
          if (input.readUTF().equals(token)) {
            connection = candidate;
            in = input;
            return true;
          }
          candidate.close();
        } catch (SocketTimeoutException e) {
          if (jobEnded) {
            ended = true;
            failIfJobFailed();
            return false;
          }
        }
      }
    }

    /** The job's own failure says more than a lost connection. */
    private void failIfJobFailed() {
      try {
        started.get().getJobExecutionResult().get(10, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        throw new FlyshuttleException(
            ErrorCode.INTERNAL, "the job failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FlyshuttleException(
            ErrorCode.TIMED_OUT, "interrupted while waiting for the job's results", e);
      } catch (TimeoutException e) {
        throw new FlyshuttleException(
            ErrorCode.CHANNEL_LOST, "the connection to the job's results is lost", e);
      }
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      haveNext = false;
      return next;
    }

    /** Stops the job if it has not ended, because nobody will read its results. */
    @Override
    public void close() throws Exception {
      server.close();
      if (connection != null) {
        connection.close();
      }
      if (started.isDone() && !started.isCompletedExceptionally()) {
        JobClient client = started.get();
        if (!client.getJobExecutionResult().isDone() && !ended) {
          client.cancel().get();
        }
      }
    }
  }
}
