// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

/**
 * Finds the size of buffers with which a gate works off what is in flight to it in a given time:
 * the fewer bytes it reads in a second, the smaller. Buffers are bounded in number, so their size
 * bounds the bytes. A gate that is fast enough for full buffers gets full ones.
 *
 * <p>Not thread-safe.
 */
final class BufferDebloat {

  /** Smaller buffers cost more than what they hold. */
  static final int LEAST_BYTES = 256;

  /** Weight of the newest measurement. */
  private static final double NEWEST = 0.25;

  private final InputGate.Debloat settings;
  private final int fullBytes;
  private double bytesPerSecond = -1;
  private long lastBytes;
  private long lastActiveNanos;
  private int size;

  /**
   * @param fullBytes size of a memory segment
   */
  BufferDebloat(InputGate.Debloat settings, int fullBytes) {
    this.settings = settings;
    this.fullBytes = fullBytes;
    this.size = fullBytes;
  }

  /** The size that was found last. */
  int size() {
    return size;
  }

  /**
   * Takes a measurement.
   *
   * @param bytes read since the start
   * @param activeNanos since the start in which the task did not wait for input
   * @param buffers in flight to the gate
   * @return whether the size has changed
   */
  boolean measure(long bytes, long activeNanos, int buffers) {
    long passed = activeNanos - lastActiveNanos;
    if (bytes == lastBytes || passed <= 0) {
      // it may wait for another input, or work on one record: that says nothing yet
      return false;
    }
    double measured = (bytes - lastBytes) * 1e9 / passed;
    lastBytes = bytes;
    lastActiveNanos = activeNanos;
    bytesPerSecond =
        bytesPerSecond < 0 ? measured : bytesPerSecond + NEWEST * (measured - bytesPerSecond);
    double wanted = bytesPerSecond * settings.targetMillis() / 1000 / Math.max(1, buffers);
    int bounded = (int) Math.max(Math.min(LEAST_BYTES, fullBytes), Math.min(fullBytes, wanted));
    boolean bound = bounded == fullBytes || bounded == LEAST_BYTES;
    long difference = Math.abs(bounded - size);
    if (difference == 0 || !bound && difference * 100 < (long) size * settings.thresholdPercent()) {
      return false;
    }
    size = bounded;
    return true;
  }
}
