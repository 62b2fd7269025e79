// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import java.util.List;

/**
 * Records in flight on an edge of which an end now has another number of subtasks. Each subtask
 * that reads is given all channels that may hold records for it, and takes its own.
 *
 * @param input input of the head operator
 * @param firstChannel number of the edge's first channel in that input
 * @param selector the edge's serialized channel selector, opaque
 * @param consumers how many subtasks read before
 * @param maxParallelism number of key groups of those that read
 * @param channels in their order
 */
public record EdgeRestore(
    int input,
    int firstChannel,
    byte[] selector,
    int consumers,
    int maxParallelism,
    List<EdgeInFlight.Channel> channels) {}
