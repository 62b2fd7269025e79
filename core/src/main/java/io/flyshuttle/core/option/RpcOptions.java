// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** Control messages between processes. */
public final class RpcOptions {
  private RpcOptions() {}

  public static final ConfigOption<MemorySize> FRAMESIZE =
      ConfigOptions.key("akka.framesize")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(10))
          .withDescription("Largest control message.");

  public static final ConfigOption<Duration> ASK_TIMEOUT_DURATION =
      ConfigOptions.key("akka.ask.timeout")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("How long an answer to a control message may take.");
}
