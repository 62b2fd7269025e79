// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * One channel that a task reads: a subpartition of a producer's partition, and where it is.
 *
 * @param partition the producer's partition
 * @param subpartition index in it
 * @param worker id of the producer's worker: the reader takes the short way if it is its own
 * @param host of the producer's data port
 * @param port the producer's data port
 */
public record ChannelSpec(
    PartitionID partition, int subpartition, String worker, String host, int port) {}
