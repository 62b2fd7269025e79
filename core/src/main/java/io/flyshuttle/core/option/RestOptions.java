// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Names of the web server's options in later versions of the API. */
public final class RestOptions {
  private RestOptions() {}

  public static final ConfigOption<String> BIND_ADDRESS = WebOptions.ADDRESS;

  public static final ConfigOption<Integer> PORT = WebOptions.PORT;

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<String> ADDRESS =
      WithoutEffect.text("rest.address", null, WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> PATH =
      WithoutEffect.text("rest.path", "", WithoutEffect.ADDRESSES);

  public static final ConfigOption<String> URL_PREFIX =
      WithoutEffect.text("rest.url-prefix", "/", WithoutEffect.ADDRESSES);

  public static final ConfigOption<Long> CONNECTION_TIMEOUT =
      WithoutEffect.longNumber("rest.connection-timeout", 15_000L, WithoutEffect.HTTP);

  public static final ConfigOption<Long> IDLENESS_TIMEOUT =
      WithoutEffect.longNumber("rest.idleness-timeout", 300_000L, WithoutEffect.HTTP);

  public static final ConfigOption<Long> RETRY_DELAY =
      WithoutEffect.longNumber("rest.retry.delay", 3_000L, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> RETRY_MAX_ATTEMPTS =
      WithoutEffect.number("rest.retry.max-attempts", 20, WithoutEffect.HTTP);

  public static final ConfigOption<Long> AWAIT_LEADER_TIMEOUT =
      WithoutEffect.longNumber("rest.await-leader-timeout", 30_000L, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> CLIENT_MAX_CONTENT_LENGTH =
      WithoutEffect.number("rest.client.max-content-length", 104_857_600, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> SERVER_MAX_CONTENT_LENGTH =
      WithoutEffect.number("rest.server.max-content-length", 104_857_600, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> SERVER_NUM_THREADS =
      WithoutEffect.number("rest.server.numThreads", 4, WithoutEffect.MASTER_THREADS);

  public static final ConfigOption<Integer> SERVER_THREAD_PRIORITY =
      WithoutEffect.number("rest.server.thread-priority", 5, WithoutEffect.MASTER_THREADS);

  public static final ConfigOption<Duration> ASYNC_OPERATION_STORE_DURATION =
      WithoutEffect.time("rest.async.store-duration", Duration.ofMinutes(5), WithoutEffect.HTTP);

  public static final ConfigOption<Duration> CACHE_CHECKPOINT_STATISTICS_TIMEOUT =
      WithoutEffect.time("rest.cache.checkpoint-statistics.timeout", null, WithoutEffect.HTTP);

  public static final ConfigOption<Integer> CACHE_CHECKPOINT_STATISTICS_SIZE =
      WithoutEffect.number("rest.cache.checkpoint-statistics.size", 1000, WithoutEffect.HTTP);

  public static final ConfigOption<Boolean> ENABLE_FLAMEGRAPH =
      WithoutEffect.flag("rest.flamegraph.enabled", false, WithoutEffect.WEB);

  public static final ConfigOption<Duration> FLAMEGRAPH_CLEANUP_INTERVAL =
      WithoutEffect.time(
          "rest.flamegraph.cleanup-interval", Duration.ofMinutes(10), WithoutEffect.WEB);

  public static final ConfigOption<Duration> FLAMEGRAPH_REFRESH_INTERVAL =
      WithoutEffect.time(
          "rest.flamegraph.refresh-interval", Duration.ofMinutes(1), WithoutEffect.WEB);

  public static final ConfigOption<Integer> FLAMEGRAPH_NUM_SAMPLES =
      WithoutEffect.number("rest.flamegraph.num-samples", 100, WithoutEffect.WEB);

  public static final ConfigOption<Duration> FLAMEGRAPH_DELAY =
      WithoutEffect.time(
          "rest.flamegraph.delay-between-samples", Duration.ofMillis(50), WithoutEffect.WEB);

  public static final ConfigOption<Integer> FLAMEGRAPH_STACK_TRACE_DEPTH =
      WithoutEffect.number("rest.flamegraph.stack-depth", 100, WithoutEffect.WEB);

  public static final ConfigOption<Boolean> ENABLE_PROFILER =
      WithoutEffect.flag("rest.profiling.enabled", false, WithoutEffect.WEB);

  public static final ConfigOption<Duration> MAX_PROFILING_DURATION =
      WithoutEffect.time("rest.profiling.duration-max", Duration.ofMinutes(5), WithoutEffect.WEB);

  public static final ConfigOption<Integer> MAX_PROFILING_HISTORY_SIZE =
      WithoutEffect.number("rest.profiling.history-size", 10, WithoutEffect.WEB);

  public static final ConfigOption<String> PROFILING_RESULT_DIR =
      WithoutEffect.text("rest.profiling.dir", null, WithoutEffect.WEB);

  public static final ConfigOption<Integer> BIND_PORT = WebOptions.PORT;
}
