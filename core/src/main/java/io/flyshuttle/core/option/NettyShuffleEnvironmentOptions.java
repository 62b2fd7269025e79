// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** The data connections between workers. */
public final class NettyShuffleEnvironmentOptions {
  /** Ways of compressing. */
  public enum CompressionCodec {
    NONE,
    LZ4,
    LZO,
    ZSTD
  }

  private NettyShuffleEnvironmentOptions() {}

  public static final ConfigOption<Integer> DATA_PORT =
      ConfigOptions.key("taskmanager.data.port")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Port at which a worker offers its results to others. 0 takes any free" + " port.");

  public static final ConfigOption<Integer> NETWORK_NUM_BUFFERS =
      ConfigOptions.key("taskmanager.network.numberOfBuffers")
          .intType()
          .defaultValue(2048)
          .withDescription(
              "Number of network buffers. Old: counts only where it is set and none of"
                  + " the keys taskmanager.network.memory is.");

  public static final ConfigOption<Integer> NETWORK_EXTRA_BUFFERS_PER_GATE =
      ConfigOptions.key("taskmanager.network.memory.floating-buffers-per-gate")
          .intType()
          .defaultValue(8)
          .withDescription("Buffers that the channels of an input share.");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<Float> NETWORK_BUFFERS_MEMORY_FRACTION =
      TaskManagerOptions.NETWORK_MEMORY_FRACTION;

  public static final ConfigOption<MemorySize> NETWORK_BUFFERS_MEMORY_MIN =
      TaskManagerOptions.NETWORK_MEMORY_MIN;

  public static final ConfigOption<MemorySize> NETWORK_BUFFERS_MEMORY_MAX =
      TaskManagerOptions.NETWORK_MEMORY_MAX;

  public static final ConfigOption<Integer> NETWORK_BUFFERS_PER_CHANNEL =
      WithoutEffect.number(
          "taskmanager.network.memory.buffers-per-channel", 2, WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> NETWORK_MAX_BUFFERS_PER_CHANNEL =
      WithoutEffect.number(
          "taskmanager.network.memory.max-buffers-per-channel", 10, WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> NETWORK_MAX_OVERDRAFT_BUFFERS_PER_GATE =
      WithoutEffect.number(
          "taskmanager.network.memory.max-overdraft-buffers-per-gate", 5, WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> NETWORK_READ_MAX_REQUIRED_BUFFERS_PER_GATE =
      WithoutEffect.number(
          "taskmanager.network.memory.read-buffer.required-per-gate.max",
          null,
          WithoutEffect.NETWORK);

  public static final ConfigOption<Long> NETWORK_EXCLUSIVE_BUFFERS_REQUEST_TIMEOUT_MILLISECONDS =
      WithoutEffect.longNumber(
          "taskmanager.network.memory.exclusive-buffers-request-timeout-ms",
          30_000L,
          WithoutEffect.NETWORK);

  public static final ConfigOption<Duration> NETWORK_BUFFERS_REQUEST_TIMEOUT =
      WithoutEffect.time(
          "taskmanager.network.memory.buffers-request-timeout",
          Duration.ofSeconds(30),
          WithoutEffect.NETWORK);

  public static final ConfigOption<Integer> NETWORK_SORT_SHUFFLE_MIN_BUFFERS =
      WithoutEffect.number(
          "taskmanager.network.sort-shuffle.min-buffers", 512, WithoutEffect.SHUFFLE);

  public static final ConfigOption<Integer> NETWORK_SORT_SHUFFLE_MIN_PARALLELISM =
      WithoutEffect.number(
          "taskmanager.network.sort-shuffle.min-parallelism", 1, WithoutEffect.SHUFFLE);

  public static final ConfigOption<String> NETWORK_BLOCKING_SHUFFLE_TYPE =
      WithoutEffect.text(
          "taskmanager.network.blocking-shuffle.type", "file", WithoutEffect.SHUFFLE);

  public static final ConfigOption<Boolean> BATCH_SHUFFLE_COMPRESSION_ENABLED =
      WithoutEffect.flag(
          "taskmanager.network.batch-shuffle.compression.enabled", true, WithoutEffect.COMPRESSION);

  public static final ConfigOption<CompressionCodec> SHUFFLE_COMPRESSION_CODEC =
      WithoutEffect.choice(
          "taskmanager.network.compression.codec",
          CompressionCodec.class,
          CompressionCodec.LZ4,
          WithoutEffect.COMPRESSION);

  public static final ConfigOption<Boolean> NETWORK_DETAILED_METRICS =
      WithoutEffect.flag("taskmanager.network.detailed-metrics", false, WithoutEffect.METRICS);

  public static final ConfigOption<Integer> NETWORK_REQUEST_BACKOFF_INITIAL =
      WithoutEffect.number(
          "taskmanager.network.request-backoff.initial", 100, WithoutEffect.LOSSES);

  public static final ConfigOption<Integer> NETWORK_REQUEST_BACKOFF_MAX =
      WithoutEffect.number("taskmanager.network.request-backoff.max", 10_000, WithoutEffect.LOSSES);

  public static final ConfigOption<Duration> NETWORK_PARTITION_REQUEST_TIMEOUT =
      WithoutEffect.time(
          "taskmanager.network.partition-request-timeout",
          Duration.ofSeconds(10),
          WithoutEffect.LOSSES);

  public static final ConfigOption<Integer> NETWORK_RETRIES =
      WithoutEffect.number("taskmanager.network.retries", 0, WithoutEffect.LOSSES);

  public static final ConfigOption<Integer> MAX_NUM_TCP_CONNECTIONS =
      WithoutEffect.number(
          "taskmanager.network.max-num-tcp-connections", 1, WithoutEffect.CONNECTIONS);

  public static final ConfigOption<Boolean> TCP_CONNECTION_REUSE_ACROSS_JOBS_ENABLED =
      WithoutEffect.flag(
          "taskmanager.network.tcp-connection.enable-reuse-across-jobs",
          true,
          WithoutEffect.CONNECTIONS);

  public static final ConfigOption<Integer> DATA_BIND_PORT =
      WithoutEffect.number("taskmanager.data.bind-port", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<Boolean> DATA_SSL_ENABLED =
      WithoutEffect.flag("taskmanager.data.ssl.enabled", true, WithoutEffect.SSL);

  public static final ConfigOption<Integer> NUM_ARENAS =
      WithoutEffect.number("taskmanager.network.netty.num-arenas", -1, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> NUM_THREADS_SERVER =
      WithoutEffect.number("taskmanager.network.netty.server.numThreads", -1, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> NUM_THREADS_CLIENT =
      WithoutEffect.number("taskmanager.network.netty.client.numThreads", -1, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> CONNECT_BACKLOG =
      WithoutEffect.number("taskmanager.network.netty.server.backlog", 0, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> CLIENT_CONNECT_TIMEOUT_SECONDS =
      WithoutEffect.number(
          "taskmanager.network.netty.client.connectTimeoutSec", 120, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> CLIENT_TCP_KEEP_IDLE_SECONDS =
      WithoutEffect.number(
          "taskmanager.network.netty.client.tcp.keepIdleSec", null, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> CLIENT_TCP_KEEP_INTERVAL_SECONDS =
      WithoutEffect.number(
          "taskmanager.network.netty.client.tcp.keepIntervalSec", null, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> CLIENT_TCP_KEEP_COUNT =
      WithoutEffect.number(
          "taskmanager.network.netty.client.tcp.keepCount", null, WithoutEffect.NETTY);

  public static final ConfigOption<Integer> SEND_RECEIVE_BUFFER_SIZE =
      WithoutEffect.number(
          "taskmanager.network.netty.sendReceiveBufferSize", 0, WithoutEffect.NETTY);

  public static final ConfigOption<String> TRANSPORT_TYPE =
      WithoutEffect.text("taskmanager.network.netty.transport", "auto", WithoutEffect.NETTY);
}
