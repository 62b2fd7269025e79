// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Actors between ApplicationMaster and workers, by older names. */
public final class AkkaOptions {
  private AkkaOptions() {}

  public static final ConfigOption<String> ASK_TIMEOUT =
      WithoutEffect.text("akka.ask.timeout", "10 s", WithoutEffect.RPC);

  public static final ConfigOption<String> LOOKUP_TIMEOUT =
      WithoutEffect.text("akka.lookup.timeout", "10 s", WithoutEffect.RPC);

  public static final ConfigOption<String> CLIENT_TIMEOUT =
      WithoutEffect.text("akka.client.timeout", "60 s", WithoutEffect.RPC);

  public static final ConfigOption<String> WATCH_HEARTBEAT_INTERVAL =
      WithoutEffect.text("akka.watch.heartbeat.interval", "10 s", WithoutEffect.RPC);

  public static final ConfigOption<String> WATCH_HEARTBEAT_PAUSE =
      WithoutEffect.text("akka.watch.heartbeat.pause", "60 s", WithoutEffect.RPC);

  public static final ConfigOption<Integer> WATCH_THRESHOLD =
      WithoutEffect.number("akka.watch.threshold", 12, WithoutEffect.RPC);

  public static final ConfigOption<Duration> ASK_TIMEOUT_DURATION = RpcOptions.ASK_TIMEOUT_DURATION;

  public static final ConfigOption<Duration> LOOKUP_TIMEOUT_DURATION =
      RpcOptions.LOOKUP_TIMEOUT_DURATION;

  public static final ConfigOption<String> FRAMESIZE = RpcOptions.FRAMESIZE;

  public static final ConfigOption<String> STARTUP_TIMEOUT = RpcOptions.STARTUP_TIMEOUT;

  public static final ConfigOption<String> TCP_TIMEOUT = RpcOptions.TCP_TIMEOUT;

  public static final ConfigOption<Boolean> SSL_ENABLED = RpcOptions.SSL_ENABLED;
}
