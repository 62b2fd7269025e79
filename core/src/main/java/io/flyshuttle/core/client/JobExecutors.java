// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.client;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.option.Configuration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells environments where their programs run. {@code flyshuttle run} installs an executor before
 * it calls {@code main}; else the provider on the class path makes one, which runs jobs in this
 * JVM.
 */
public final class JobExecutors {
  // of the whole process: main may start threads of its own that execute jobs
  private static final AtomicReference<JobExecutor> INSTALLED = new AtomicReference<>();
  private static final ThreadLocal<JobExecutor> OF_THREAD = new ThreadLocal<>();

  private JobExecutors() {}

  /** The executor for a program without settings of its own. */
  public static JobExecutor current() {
    return current(new Configuration());
  }

  /**
   * The installed executor, that of the thread first; else a new one of the provider on the class
   * path.
   *
   * @throws FlyshuttleException if there is neither
   */
  public static JobExecutor current(Configuration configuration) {
    JobExecutor installed = installed();
    return installed != null ? installed : provider().create(configuration);
  }

  /**
   * A new executor of the provider on the class path, which runs programs in this process, whatever
   * is installed.
   *
   * @throws FlyshuttleException if there is no provider
   */
  public static JobExecutor local(Configuration configuration) {
    return provider().create(configuration);
  }

  /** The installed executor, that of the thread first; null if none is. */
  public static JobExecutor installed() {
    JobExecutor ofThread = OF_THREAD.get();
    return ofThread != null ? ofThread : INSTALLED.get();
  }

  /**
   * Runs all programs of this process by {@code executor} until the result is closed.
   *
   * @throws IllegalStateException if one is installed
   */
  public static Installation install(JobExecutor executor) {
    if (!INSTALLED.compareAndSet(null, executor)) {
      throw new IllegalStateException("an executor of jobs is installed already");
    }
    return () -> INSTALLED.compareAndSet(executor, null);
  }

  /** Runs all programs of this thread by {@code executor} until the result is closed. */
  public static Installation installForThread(JobExecutor executor) {
    JobExecutor before = OF_THREAD.get();
    OF_THREAD.set(executor);
    return () -> {
      if (before == null) {
        OF_THREAD.remove();
      } else {
        OF_THREAD.set(before);
      }
    };
  }

  private static JobExecutorProvider provider() {
    Optional<JobExecutorProvider> found =
        ServiceLoader.load(JobExecutorProvider.class, JobExecutors.class.getClassLoader())
            .findFirst();
    return found.orElseThrow(
        () ->
            new FlyshuttleException(
                ErrorCode.CLUSTER_UNREACHABLE,
                "There is nothing that could run the program: start it with \"flyshuttle run\","
                    + " or add flyshuttle-local-session to its class path"));
  }

  /** Takes an executor back. */
  @FunctionalInterface
  public interface Installation extends AutoCloseable {
    @Override
    void close();
  }
}
