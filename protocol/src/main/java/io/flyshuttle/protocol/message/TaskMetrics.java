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
 * @param busyNanos time spent in operators
 * @param backpressuredNanos time spent waiting for a free buffer
 * @param currentWatermark the task's watermark, {@link Long#MIN_VALUE} before the first
 */
public record TaskMetrics(
    AttemptID attempt,
    long recordsIn,
    long recordsOut,
    long bytesIn,
    long bytesOut,
    long busyNanos,
    long backpressuredNanos,
    long currentWatermark) {}
