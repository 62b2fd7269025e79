// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * One channel that a task reads: a subpartition of a producer's partition, or several of a complete
 * one, one after the other; and where it is.
 *
 * @param partition the producer's partition
 * @param subpartition index of the first one in it
 * @param end index behind the last one; equal to {@code subpartition} if there is nothing to read
 * @param worker id of the producer's worker: the reader takes the short way if it is its own
 * @param host of the producer's data port
 * @param port the producer's data port
 */
public record ChannelSpec(
    PartitionID partition, int subpartition, int end, String worker, String host, int port) {

  /** A channel of one subpartition. */
  public ChannelSpec(
      PartitionID partition, int subpartition, String worker, String host, int port) {
    this(partition, subpartition, subpartition + 1, worker, host, port);
  }

  /**
   * Whether it is other than one subpartition, which a result can give only when it is complete.
   */
  public boolean isRange() {
    return end != subpartition + 1;
  }
}
