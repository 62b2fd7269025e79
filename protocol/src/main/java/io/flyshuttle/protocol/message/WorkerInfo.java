// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * What a worker says of itself.
 *
 * @param id unique in the session; on YARN the container's id
 * @param host where it runs
 * @param dataPort its data port; 0 if it has none because all workers share one process
 * @param slots how many slots it offers
 * @param managedMemoryBytes managed memory, all slots
 * @param networkMemoryBytes network memory
 * @param heapBytes maximum of the JVM's heap
 * @param pid process id
 */
public record WorkerInfo(
    String id,
    String host,
    int dataPort,
    int slots,
    long managedMemoryBytes,
    long networkMemoryBytes,
    long heapBytes,
    long pid) {}
