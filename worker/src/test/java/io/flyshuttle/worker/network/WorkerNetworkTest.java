// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.partition.PartitionRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class WorkerNetworkTest {

  private static final class Receiver implements RemoteReceiver {
    final CompletableFuture<FlyshuttleException> failure = new CompletableFuture<>();

    @Override
    public void onBarrier(BarrierMark mark) {}

    @Override
    public Buffer memory() {
      return Buffer.unpooled(new byte[32768]);
    }

    @Override
    public void onSlice(BufferSlice slice, int backlog) {
      slice.release();
    }

    @Override
    public void onFailure(FlyshuttleException cause) {
      failure.complete(cause);
    }
  }

  private static WorkerNetwork network(String id, String secret, long timeoutMillis) {
    return new WorkerNetwork(
        new WorkerNetwork.Settings(id, "127.0.0.1", 0, secret.getBytes(StandardCharsets.UTF_8), 1),
        new PartitionRegistry(timeoutMillis));
  }

  private static ChannelSpec channel(int port) {
    return new ChannelSpec(
        new PartitionID(new AttemptID(new JobID(), 0, 0, 0), 0), 0, "server", "127.0.0.1", port);
  }

  @Test
  void shouldDisconnectWhoDoesNotKnowTheSecret() throws Exception {
    try (WorkerNetwork server = network("server", "right", 60_000);
        WorkerNetwork client = network("client", "wrong", 60_000)) {
      Receiver receiver = new Receiver();
      client.open(channel(server.port()), 1, receiver);
      assertEquals(ErrorCode.CHANNEL_LOST, receiver.failure.get(120, TimeUnit.SECONDS).code());
    }
  }

  @Test
  void shouldSayForWhatItWaitedInVain() throws Exception {
    try (WorkerNetwork server = network("server", "s", 50);
        WorkerNetwork client = network("client", "s", 50)) {
      Receiver receiver = new Receiver();
      client.open(channel(server.port()), 1, receiver);
      FlyshuttleException failure = receiver.failure.get(120, TimeUnit.SECONDS);
      assertEquals(ErrorCode.PARTITION_LOST, failure.code());
      assertTrue(
          failure.getMessage().contains("vertex 0, subtask 0, attempt 0"), failure::getMessage);
    }
  }

  @Test
  void shouldNameAWorkerThatCannotBeReached() throws Exception {
    int port;
    try (WorkerNetwork gone = network("gone", "s", 50)) {
      port = gone.port();
    }
    try (WorkerNetwork client = network("client", "s", 50)) {
      Receiver receiver = new Receiver();
      client.open(channel(port), 1, receiver);
      FlyshuttleException failure = receiver.failure.get(120, TimeUnit.SECONDS);
      assertEquals(ErrorCode.CHANNEL_LOST, failure.code());
      assertTrue(failure.getMessage().contains("worker server cannot be reached"));
    }
  }

  @Test
  void shouldUseOneConnectionForBothDirections() throws Exception {
    try (WorkerNetwork server = network("server", "s", 50);
        WorkerNetwork client = network("client", "s", 50)) {
      Receiver first = new Receiver();
      client.open(channel(server.port()), 1, first);
      first.failure.get(120, TimeUnit.SECONDS);
      Receiver back = new Receiver();
      ChannelSpec toClient = channel(client.port());
      server.open(
          new ChannelSpec(toClient.partition(), 0, "client", "127.0.0.1", client.port()), 1, back);
      back.failure.get(120, TimeUnit.SECONDS);
      assertEquals(1, server.connectionCount());
      assertEquals(1, client.connectionCount());
    }
  }
}
