// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;

/** How many workers there are. */
public final class ResourceManagerOptions {
  private ResourceManagerOptions() {}

  public static final ConfigOption<Long> TASK_MANAGER_TIMEOUT =
      WithoutEffect.longNumber(
          "resourcemanager.taskmanager-timeout", 30_000L, WithoutEffect.WORKERS);

  public static final ConfigOption<Integer> MIN_SLOT_NUM =
      WithoutEffect.number("slotmanager.number-of-slots.min", 0, WithoutEffect.WORKERS);

  public static final ConfigOption<Integer> MAX_SLOT_NUM =
      WithoutEffect.number(
          "slotmanager.number-of-slots.max", Integer.MAX_VALUE, WithoutEffect.WORKERS);

  public static final ConfigOption<Double> MIN_TOTAL_CPU =
      WithoutEffect.ratio("slotmanager.min-total-resource.cpu", null, WithoutEffect.WORKERS);

  public static final ConfigOption<Double> MAX_TOTAL_CPU =
      WithoutEffect.ratio("slotmanager.max-total-resource.cpu", null, WithoutEffect.WORKERS);

  public static final ConfigOption<MemorySize> MIN_TOTAL_MEM =
      WithoutEffect.size("slotmanager.min-total-resource.memory", null, WithoutEffect.WORKERS);

  public static final ConfigOption<MemorySize> MAX_TOTAL_MEM =
      WithoutEffect.size("slotmanager.max-total-resource.memory", null, WithoutEffect.WORKERS);

  public static final ConfigOption<Integer> REDUNDANT_TASK_MANAGER_NUM =
      WithoutEffect.number("slotmanager.redundant-taskmanager-num", 0, WithoutEffect.WORKERS);

  public static final ConfigOption<Duration> TASK_MANAGER_REGISTRATION_TIMEOUT =
      WithoutEffect.time(
          "resourcemanager.taskmanager-registration.timeout",
          Duration.ofMinutes(5),
          WithoutEffect.WORKERS);

  public static final ConfigOption<Double> START_WORKER_MAX_FAILURE_RATE =
      WithoutEffect.ratio(
          "resourcemanager.start-worker.max-failure-rate", 10.0, WithoutEffect.WORKERS);

  public static final ConfigOption<Duration> START_WORKER_RETRY_INTERVAL =
      WithoutEffect.time(
          "resourcemanager.start-worker.retry-interval",
          Duration.ofSeconds(3),
          WithoutEffect.WORKERS);

  public static final ConfigOption<Duration> REQUIREMENTS_CHECK_DELAY =
      WithoutEffect.time(
          "slotmanager.requirement-check.delay", Duration.ofMillis(50), WithoutEffect.WORKERS);

  public static final ConfigOption<Boolean> TASK_MANAGER_RELEASE_WHEN_RESULT_CONSUMED =
      WithoutEffect.flag(
          "resourcemanager.taskmanager-release.wait.result.consumed", true, WithoutEffect.WORKERS);

  public static final ConfigOption<Long> STANDALONE_CLUSTER_STARTUP_PERIOD_TIME =
      WithoutEffect.longNumber(
          "resourcemanager.standalone.start-up-time", -1L, WithoutEffect.WORKERS);

  public static final ConfigOption<String> JOB_TIMEOUT =
      WithoutEffect.text("resourcemanager.job.timeout", "5 minutes", WithoutEffect.WORKERS);

  public static final ConfigOption<Integer> IPC_PORT =
      WithoutEffect.number("resourcemanager.rpc.port", 0, WithoutEffect.ADDRESSES);
}
