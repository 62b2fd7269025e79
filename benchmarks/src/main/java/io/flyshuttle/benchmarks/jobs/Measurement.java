// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures a job inside of its JVM: from the first record of a source to the end of the last sink,
 * or the whole call for batch jobs; elapsed time, processor time of all threads, and a checksum
 * that does not depend on the order of the results. The job runs once, smaller, to warm up.
 */
public final class Measurement {
  private static final LongAdder CHECKSUM = new LongAdder();
  private static long startNanos;
  private static long startCpuNanos;
  private static long endNanos;
  private static long endCpuNanos;

  private Measurement() {}

  /** A job that can be run with different amounts of data. */
  @FunctionalInterface
  public interface Job {
    void run(long records) throws Exception;
  }

  /** Runs the job with a part of the records, then with all, and prints what the second took. */
  public static void run(long warmUp, long records, Job job) throws Exception {
    if (warmUp > 0) {
      job.run(warmUp);
    }
    reset();
    job.run(records);
    stop();
    double seconds = (endNanos - startNanos) / 1e9;
    System.out.printf(
        "RESULT %.0f %.3f %x%n",
        records / seconds, (endCpuNanos - startCpuNanos) / 1e3 / records, CHECKSUM.sum());
  }

  private static synchronized void reset() {
    startNanos = 0;
    endNanos = 0;
    CHECKSUM.reset();
  }

  /** A source, or a batch job, begins. */
  public static synchronized void start() {
    if (startNanos == 0) {
      startNanos = System.nanoTime();
      startCpuNanos = cpuNanos();
    }
  }

  /** A sink has ended. */
  public static synchronized void stop() {
    endNanos = System.nanoTime();
    endCpuNanos = cpuNanos();
  }

  /** Adds the results of one sink. */
  public static void add(long checksum) {
    CHECKSUM.add(checksum);
  }

  /** Spreads the bits of a value, so that equal sums mean equal results. */
  public static long mix(long value) {
    long h = value * 0x9E3779B97F4A7C15L;
    h ^= h >>> 32;
    h *= 0xD6E8FEB86659FD93L;
    return h ^ h >>> 29;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
