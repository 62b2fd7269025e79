// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of a stream on their way to the client. One subtask connects to the client's socket,
 * shows a token that only this program knows, and sends records as they come ({@link CollectSink});
 * after a restart of the job it connects again. In a job with exactly-once checkpoints a record is
 * shown when a checkpoint that covers it is complete, so each is shown once whatever happens;
 * without, it is shown when it comes, and again after a restart that makes it again. Used by the
 * thread that reads the iterator.
 *
 * @param <T> type of the records
 */
final class CollectedStream<T> {
  private static final Logger LOG = LoggerFactory.getLogger(CollectedStream.class);
  private static final int LOOK_MILLIS = 100;

  private final ServerSocket server;
  private final String token;
  private final TypeSerializer<T> serializer;
  private final boolean exactlyOnce;

  private CollectedStream(
      ServerSocket server, String token, TypeSerializer<T> serializer, boolean exactlyOnce) {
    this.server = server;
    this.token = token;
    this.serializer = serializer;
    this.exactlyOnce = exactlyOnce;
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
    CheckpointConfig checkpoints = stream.environment.getCheckpointConfig();
    boolean exactlyOnce =
        checkpoints.isCheckpointingEnabled()
            && checkpoints.getCheckpointingMode() == CheckpointingMode.EXACTLY_ONCE;
    stream
        .addSink(new CollectSink<>(host, server.getLocalPort(), token, serializer, exactlyOnce))
        .name("Collect")
        .setParallelism(1);
    return new CollectedStream<>(server, token, serializer, exactlyOnce);
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
    private static final int RECORDS_BETWEEN_WORDS = 256;

    private final CompletableFuture<JobClient> started;
    private final ArrayDeque<T> waiting = new ArrayDeque<>();
    private Socket connection;
    private DataInputStream in;
    private DataOutputStream out;

    /** Number of the next record that comes. */
    private long next;

    /** Number of the next record that is shown. */
    private long shown;

    /** Records with lower numbers may be shown. */
    private long visible;

    private boolean endSeen;
    private boolean ended;

    Records(CompletableFuture<JobClient> started) {
      this.started = started;
    }

    @Override
    public boolean hasNext() {
      try {
        while (waiting.isEmpty() || shown >= visible) {
          if (ended) {
            return false;
          }
          if (in == null && !connect()) {
            return waitingAtTheEnd();
          }
          read();
        }
        return true;
      } catch (IOException e) {
        ended = true;
        failIfJobFailed();
        throw new FlyshuttleException(
            ErrorCode.CHANNEL_LOST, "the results of the job cannot be read: " + e.getMessage(), e);
      }
    }

    /** The job has ended well: what has come will not be taken back. */
    private boolean waitingAtTheEnd() {
      ended = true;
      if (!endSeen && next > 0) {
        throw new FlyshuttleException(
            ErrorCode.CHANNEL_LOST, "the job stopped sending results before they were complete");
      }
      visible = next;
      return !waiting.isEmpty();
    }

    /** Takes what the sink sends next; without a connection if it is lost. */
    private void read() throws IOException {
      try {
        byte kind = in.readByte();
        switch (kind) {
          case CollectSink.RECORD -> {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            take(bytes);
          }
          case CollectSink.FINAL -> {
            visible = Math.max(visible, in.readLong());
            ended = endSeen && visible >= next;
          }
          case CollectSink.END -> {
            endSeen = true;
            ended = !exactlyOnce;
          }
          default -> throw new IOException("an element of unknown kind " + kind);
        }
      } catch (EOFException | SocketException e) {
        disconnect();
      }
    }

    private void take(byte[] bytes) throws IOException {
      T record = serializer.deserialize(new DataInputDeserializer(bytes));
      next++;
      if (next > shown + waiting.size()) {
        waiting.add(record);
      }
      if (!exactlyOnce) {
        visible = next;
      } else if (next % RECORDS_BETWEEN_WORDS == 0 || in.available() == 0) {
        out.writeLong(next);
      }
    }

    private void disconnect() throws IOException {
      connection.close();
      in = null;
    }

    /** Waits for the sink; false if the job has ended well and none comes any more. */
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
          if (input.readUTF().equals(token) && greet(candidate, input)) {
            return true;
          }
          candidate.close();
        } catch (SocketTimeoutException e) {
          if (jobEnded) {
            ended = true;
            failIfJobFailed();
            return false;
          }
        } catch (EOFException | SocketException e) {
          LOG.debug("a sink was gone before it had said what it has", e);
        }
      }
    }

    /** Agrees with the sink on the record to go on with. */
    private boolean greet(Socket candidate, DataInputStream input) throws IOException {
      long first = input.readLong();
      long end = input.readLong();
      candidate.setTcpNoDelay(true);
      if (exactlyOnce) {
        // what came after the checkpoint that the sink goes on from comes again
        while (shown + waiting.size() > Math.max(end, shown)) {
          waiting.removeLast();
        }
        next = Math.max(first, Math.min(shown + waiting.size(), end));
        if (next > shown + waiting.size()) {
          // the first connection to a sink that was restored from another program's savepoint
          shown = next;
        }
      } else {
        next = shown + waiting.size();
      }
      connection = candidate;
      in = input;
      endSeen = false;
      out = new DataOutputStream(candidate.getOutputStream());
      out.writeLong(exactlyOnce ? next : end);
      return true;
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
      shown++;
      return waiting.poll();
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
