// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.memory.LocalSpillDirectories;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.worker.checkpoint.CheckpointUploads;
import io.flyshuttle.worker.gate.InputGate;
import io.flyshuttle.worker.partition.PartitionRegistry;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * What a task uses of its worker.
 *
 * @param gates buffers, local partitions, network
 * @param managedMemory the worker's managed memory
 * @param spillDirectories the worker's directories
 * @param splits where a source's splits come from
 * @param code fetches the job's code; may take long, called by the task's thread
 * @param listener told of each change of state
 * @param flusher flushes results of streams now and then
 * @param uploads writes state and acknowledges it
 */
public record TaskPorts(
    InputGate.Environment gates,
    SegmentPool managedMemory,
    LocalSpillDirectories spillDirectories,
    Function<AttemptID, SplitProvider> splits,
    Function<JobContext, Callable<JobCode>> code,
    TaskListener listener,
    OutputFlusher flusher,
    CheckpointUploads uploads) {

  PartitionRegistry partitions() {
    return gates.partitions();
  }
}
