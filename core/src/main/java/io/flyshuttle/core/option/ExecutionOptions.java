// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** How programs run. */
public final class ExecutionOptions {
  private ExecutionOptions() {}

  public static final ConfigOption<RuntimeExecutionMode> RUNTIME_MODE =
      ConfigOptions.key("execution.runtime-mode")
          .enumType(RuntimeExecutionMode.class)
          .defaultValue(RuntimeExecutionMode.STREAMING)
          .withDescription(
              "Whether a stream program runs as a job that ends or as one that goes on.");

  public static final ConfigOption<Integer> SUPERSTEPS_BETWEEN_CHECKPOINTS =
      ConfigOptions.key("execution.iterations.supersteps-between-checkpoints")
          .intType()
          .defaultValue(0)
          .withDescription(
              "After how many supersteps the loops of a DataSet program write what they have to"
                  + " state.checkpoints.dir, so that a restart goes on from there. 0 is never:"
                  + " right for loops that take less time than writing them.");

  public static final ConfigOption<Duration> BUFFER_TIMEOUT =
      ConfigOptions.key("execution.buffer-timeout")
          .durationType()
          .defaultValue(Duration.ofMillis(100))
          .withFallbackKeys("execution.buffer-timeout.interval")
          .withDescription(
              "How long a record waits in a network buffer that is not full. 0 sends each"
                  + " record at once, -1 only full buffers.");
}
