// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.TaskManagerOptions;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes heap, direct memory and garbage collection to the log now and then, if so configured. */
final class MemoryLog {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryLog.class);

  private MemoryLog() {}

  static void start(Configuration configuration, ScheduledExecutorService clock) {
    if (configuration.get(TaskManagerOptions.DEBUG_MEMORY_LOG)) {
      long millis =
          configuration.get(TaskManagerOptions.DEBUG_MEMORY_USAGE_LOG_INTERVAL_MS).toMillis();
      clock.scheduleAtFixedRate(
          () -> LOG.info("{}", line()), millis, Math.max(1, millis), TimeUnit.MILLISECONDS);
    }
  }

  static String line() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    StringBuilder line = new StringBuilder("Memory in MB: heap ");
    append(line, memory.getHeapMemoryUsage());
    line.append(", outside ");
    append(line, memory.getNonHeapMemoryUsage());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        line.append(", direct ").append(pool.getMemoryUsed() >> 20);
      }
    }
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      line.append(", ")
          .append(collector.getName())
          .append(' ')
          .append(collector.getCollectionCount())
          .append(" times ")
          .append(collector.getCollectionTime())
          .append(" ms");
    }
    return line.toString();
  }

  private static void append(StringBuilder line, MemoryUsage usage) {
    line.append(usage.getUsed() >> 20).append(" of ").append(usage.getCommitted() >> 20);
    if (usage.getMax() >= 0) {
      line.append(" (at most ").append(usage.getMax() >> 20).append(')');
    }
  }
}
