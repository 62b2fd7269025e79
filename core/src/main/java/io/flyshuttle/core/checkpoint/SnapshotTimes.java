// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

/**
 * How long a task took for its part of a checkpoint.
 *
 * @param startDelayMillis from the trigger to the first barrier
 * @param alignmentMillis from the first barrier to the last
 * @param syncMillis in which the task processed nothing
 * @param asyncMillis until all state was written
 * @param bytes written for this checkpoint
 * @param stateBytes of all state, written now or earlier
 * @param unaligned whether the barrier overtook records at this task
 * @param inFlightBytes of overtaken records, which are part of the checkpoint
 */
public record SnapshotTimes(
    long startDelayMillis,
    long alignmentMillis,
    long syncMillis,
    long asyncMillis,
    long bytes,
    long stateBytes,
    boolean unaligned,
    long inFlightBytes) {}
