// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Actors between ApplicationMaster and workers. */
public final class RpcOptions {
  private RpcOptions() {}

  public static final ConfigOption<Duration> ASK_TIMEOUT_DURATION =
      WithoutEffect.time("pekko.ask.timeout", Duration.ofSeconds(10), WithoutEffect.RPC);

  public static final ConfigOption<Duration> LOOKUP_TIMEOUT_DURATION =
      WithoutEffect.time("pekko.lookup.timeout", Duration.ofSeconds(10), WithoutEffect.RPC);

  public static final ConfigOption<String> STARTUP_TIMEOUT =
      WithoutEffect.text("pekko.startup-timeout", null, WithoutEffect.RPC);

  public static final ConfigOption<String> TCP_TIMEOUT =
      WithoutEffect.text("pekko.tcp.timeout", "20 s", WithoutEffect.RPC);

  public static final ConfigOption<String> FRAMESIZE =
      WithoutEffect.text("pekko.framesize", "10485760b", WithoutEffect.RPC);

  public static final ConfigOption<Boolean> CAPTURE_ASK_CALLSTACK =
      WithoutEffect.flag("pekko.ask.callstack", true, WithoutEffect.RPC);

  public static final ConfigOption<Integer> DISPATCHER_THROUGHPUT =
      WithoutEffect.number("pekko.throughput", 15, WithoutEffect.RPC);

  public static final ConfigOption<Boolean> LOG_LIFECYCLE_EVENTS =
      WithoutEffect.flag("pekko.log.lifecycle.events", false, WithoutEffect.RPC);

  public static final ConfigOption<Boolean> JVM_EXIT_ON_FATAL_ERROR =
      WithoutEffect.flag("pekko.jvm-exit-on-fatal-error", true, WithoutEffect.RPC);

  public static final ConfigOption<Long> RETRY_GATE_CLOSED_FOR =
      WithoutEffect.longNumber("pekko.retry-gate-closed-for", 50L, WithoutEffect.RPC);

  public static final ConfigOption<Boolean> SSL_ENABLED =
      WithoutEffect.flag("pekko.ssl.enabled", true, WithoutEffect.SSL);
}
