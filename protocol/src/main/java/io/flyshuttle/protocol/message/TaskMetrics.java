// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * Counters of one attempt since it started.
 *
 * @param attempt the attempt
 * @param recordsIn records read, all inputs
 * @param recordsOut records sent, all outputs
 * @param bytesIn bytes read
 * @param bytesOut bytes sent
 * @param busyNanos time spent neither idle nor backpressured
 * @param idleNanos time spent waiting for input
 * @param backpressuredNanos time spent waiting for a free buffer
 * @param queuedInBytes bytes on the worker that wait for this task to read them; those of a
 *     producer on the same worker count there as queued out too
 * @param queuedOutBytes bytes written that no reader has taken yet
 * @param spilledBytes bytes that its operators wrote to temporary files, compressed
 * @param currentWatermark the task's watermark, {@link Long#MIN_VALUE} before the first
 * @param latencyMillis what 99 % of the last latency markers took from the farthest source to the
 *     task; -1 if there was none
 */
public record TaskMetrics(
    AttemptID attempt,
    long recordsIn,
    long recordsOut,
    long bytesIn,
    long bytesOut,
    long busyNanos,
    long idleNanos,
    long backpressuredNanos,
    long queuedInBytes,
    long queuedOutBytes,
    long spilledBytes,
    long currentWatermark,
    long latencyMillis) {}
