// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** The processes of a session. */
public final class ClusterOptions {
  private ClusterOptions() {}

  /** The way of scheduling that is set, which has no effect. */
  public static JobManagerOptions.SchedulerType getSchedulerType(Configuration configuration) {
    return configuration.get(JobManagerOptions.SCHEDULER);
  }

  /** Whether jobs of streams change their parallelism while they run: they do not. */
  public static boolean isAdaptiveSchedulerEnabled(Configuration configuration) {
    return false;
  }

  /** Whether jobs of streams take all the slots there are: they do not. */
  public static boolean isReactiveModeEnabled(Configuration configuration) {
    return false;
  }

  /** What follows an exception that nobody caught. */
  public enum UncaughtExceptionHandleMode {
    LOG,
    FAIL
  }

  /** What follows a function that ends its process. */
  public enum UserSystemExitMode {
    DISABLED,
    LOG,
    THROW
  }

  public static final ConfigOption<Long> INITIAL_REGISTRATION_TIMEOUT =
      WithoutEffect.longNumber(
          "cluster.registration.initial-timeout", 100L, WithoutEffect.REGISTRATION);

  public static final ConfigOption<Long> MAX_REGISTRATION_TIMEOUT =
      WithoutEffect.longNumber(
          "cluster.registration.max-timeout", 30_000L, WithoutEffect.REGISTRATION);

  public static final ConfigOption<Long> ERROR_REGISTRATION_DELAY =
      WithoutEffect.longNumber(
          "cluster.registration.error-delay", 10_000L, WithoutEffect.REGISTRATION);

  public static final ConfigOption<Long> REFUSED_REGISTRATION_DELAY =
      WithoutEffect.longNumber(
          "cluster.registration.refused-registration-delay", 30_000L, WithoutEffect.REGISTRATION);

  public static final ConfigOption<Long> CLUSTER_SERVICES_SHUTDOWN_TIMEOUT =
      WithoutEffect.longNumber(
          "cluster.services.shutdown-timeout", 30_000L, WithoutEffect.SESSION_END);

  public static final ConfigOption<Integer> CLUSTER_IO_EXECUTOR_POOL_SIZE =
      WithoutEffect.number("cluster.io-pool.size", null, WithoutEffect.MASTER_THREADS);

  public static final ConfigOption<Boolean> EVENLY_SPREAD_OUT_SLOTS_STRATEGY =
      WithoutEffect.flag("cluster.evenly-spread-out-slots", false, WithoutEffect.SPREAD);

  public static final ConfigOption<Boolean> FINE_GRAINED_SHUFFLE_MODE_ALL_BLOCKING =
      WithoutEffect.flag("fine-grained.shuffle-mode.all-blocking", false, WithoutEffect.SHUFFLE);

  public static final ConfigOption<Boolean> HALT_ON_FATAL_ERROR =
      WithoutEffect.flag("cluster.processes.halt-on-fatal-error", false, WithoutEffect.FATAL);

  public static final ConfigOption<UserSystemExitMode> INTERCEPT_USER_SYSTEM_EXIT =
      WithoutEffect.choice(
          "cluster.intercept-user-system-exit",
          UserSystemExitMode.class,
          UserSystemExitMode.DISABLED,
          WithoutEffect.FATAL);

  public static final ConfigOption<UncaughtExceptionHandleMode> UNCAUGHT_EXCEPTION_HANDLING =
      WithoutEffect.choice(
          "cluster.uncaught-exception-handling",
          UncaughtExceptionHandleMode.class,
          UncaughtExceptionHandleMode.LOG,
          WithoutEffect.FATAL);

  public static final ConfigOption<Integer> THREAD_DUMP_STACKTRACE_MAX_DEPTH =
      WithoutEffect.number("cluster.thread-dump.stacktrace-max-depth", 8, WithoutEffect.WEB);

  public static final ConfigOption<String> PROCESS_WORKING_DIR_BASE =
      WithoutEffect.text("process.working-dir", null, WithoutEffect.WORKING_DIR);

  public static final ConfigOption<String> JOB_MANAGER_PROCESS_WORKING_DIR_BASE =
      WithoutEffect.text("process.jobmanager.working-dir", null, WithoutEffect.WORKING_DIR);

  public static final ConfigOption<String> TASK_MANAGER_PROCESS_WORKING_DIR_BASE =
      WithoutEffect.text("process.taskmanager.working-dir", null, WithoutEffect.WORKING_DIR);
}
