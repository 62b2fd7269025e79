// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.ConfigOptions;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.option.TaskManagerOptions;

/** Settings of sessions in one JVM. */
public final class LocalOptions {
  private LocalOptions() {}

  /** Number of workers; more than one exchange data over sockets. */
  public static final ConfigOption<Integer> WORKERS =
      TaskManagerOptions.MINI_CLUSTER_NUM_TASK_MANAGERS;

  /** Memory of all workers together. */
  public static final ConfigOption<MemorySize> MEMORY =
      ConfigOptions.key("minicluster.memory")
          .memoryType()
          .noDefaultValue()
          .withDescription(
              "Part of the heap that all workers of a local session may use for buffers and"
                  + " managed memory; unset: half of the largest heap, 1 GB at most.");
}
