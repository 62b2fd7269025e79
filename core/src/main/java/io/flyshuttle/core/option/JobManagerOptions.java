// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** The JobManager, in the ApplicationMaster. */
public final class JobManagerOptions {
  private JobManagerOptions() {}

  public static final ConfigOption<String> ADDRESS =
      ConfigOptions.key("jobmanager.rpc.address")
          .stringType()
          .defaultValue("localhost")
          .withDescription(
              "Address by which workers reach the JobManager. On YARN the"
                  + " ApplicationMaster fills it in.");

  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("jobmanager.rpc.port")
          .intType()
          .defaultValue(6123)
          .withDescription(
              "Port by which workers reach the JobManager. On YARN any free port is taken"
                  + " unless one is set.");

  public static final ConfigOption<MemorySize> TOTAL_PROCESS_MEMORY =
      ConfigOptions.key("jobmanager.memory.process.size")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .defaultValue(MemorySize.ofMebiBytes(1024))
          .withDescription(
              "Memory of the JobManager's process, in megabytes if no unit is given. On"
                  + " YARN it is the size of the container (--jobManagerMemory).");

  public static final ConfigOption<MemorySize> JOB_MANAGER_HEAP_MEMORY =
      ConfigOptions.key("jobmanager.heap.mb")
          .memoryType(MemorySize.MemoryUnit.MEGA_BYTES)
          .noDefaultValue()
          .withFallbackKeys("jobmanager.heap.size", "jobmanager.memory.heap.size")
          .withDescription(
              "Heap of the JobManager, in megabytes if no unit is given. The container is"
                  + " as much larger as the JVM needs. Counts where the size of the process is not"
                  + " set.");

  public static final ConfigOption<Duration> SLOT_REQUEST_TIMEOUT =
      ConfigOptions.key("slot.request.timeout")
          .durationType()
          .defaultValue(Duration.ofMinutes(5))
          .withDescription(
              "How long a job waits for slots before it fails and says what was missing.");
}
