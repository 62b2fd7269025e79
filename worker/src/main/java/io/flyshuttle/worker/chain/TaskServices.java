// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.checkpoint.file.LocalSegments;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.metric.MetricTree;
import io.flyshuttle.core.operator.Mailbox;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.TaskDeployment;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a task gives to its operators.
 *
 * @param job the job
 * @param deployment the task
 * @param executionConfig the job's settings
 * @param userLoader the job's class loader
 * @param cachedFiles files of the distributed cache, by name
 * @param mailbox the way into the task's thread
 * @param processingTime clock and alarms
 * @param splits where splits come from
 * @param sourceLock see {@link io.flyshuttle.core.operator.OperatorContext#sourceLock}
 * @param managedMemory the worker's managed memory
 * @param spillDirectories directories of this task alone
 * @param metrics the task's metrics; each operator has a group in them
 * @param releaseHooks run before the job's class loader is let go
 * @param peers the way to the other subtasks of the vertex
 * @param localState local copies of what the task may restore; null if there are none
 * @param replies the way back to those whose records the head receives
 */
public record TaskServices(
    JobContext job,
    TaskDeployment deployment,
    ExecutionConfig executionConfig,
    ClassLoader userLoader,
    Map<String, Path> cachedFiles,
    Mailbox mailbox,
    ProcessingTimeService processingTime,
    SplitProvider splits,
    Object sourceLock,
    SegmentPool managedMemory,
    SpillDirectories spillDirectories,
    MetricTree metrics,
    ReleaseHooks releaseHooks,
    Peers peers,
    LocalSegments localState,
    Replies replies) {

  /** Says something to all producers of an input of the head. */
  @FunctionalInterface
  public interface Replies {
    void send(int input, byte[] message);
  }
}
