// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.EdgeInFlight;
import io.flyshuttle.core.checkpoint.EdgeRestore;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.OperatorRestore;
import io.flyshuttle.core.checkpoint.OperatorSnapshot;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskCheckpoints;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FailureClass;
import io.flyshuttle.core.graph.CheckpointSettings;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.InputSplitSpec;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobFile;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.KeyPlacement;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.CheckpointingMode;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.ChannelSpec;
import io.flyshuttle.protocol.message.CheckpointProgress;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.JobArchive;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.LogTail;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.PartitionID;
import io.flyshuttle.protocol.message.Payload;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerInfo;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every class that may stand in a message, with its number on the wire. A number is never given to
 * another class; who adds, removes or reorders fields of a record raises {@link
 * MessageCodec#VERSION}.
 */
final class MessageTable {
  private static final Map<Integer, Class<?>> CLASSES = new TreeMap<>();

  static {
    // What a message consists of.
    add(10, JobID.class);
    add(11, AttemptID.class);
    add(12, PartitionID.class);
    add(13, ChannelSpec.class);
    add(14, InputSpec.class);
    add(15, ResultSpec.class);
    add(16, Payload.class);
    add(17, TaskState.class);
    add(18, TaskMetrics.class);
    add(19, WorkerInfo.class);
    add(20, JobContext.class);
    add(21, TaskDeployment.class);
    add(22, WorkerMessage.HookSpec.class);
    add(23, Failure.class);
    add(24, ErrorCode.class);
    add(25, FailureClass.class);
    add(26, LogTail.class);
    add(27, HookPhase.class);
    add(28, CheckpointProgress.class);
    add(29, CheckpointProgress.Stage.class);

    // What is stored of a job.
    add(30, JobArchive.class);
    add(31, JobArchive.FailureEntry.class);
    add(32, JobArchive.Part.class);
    add(33, JobStatus.class);

    // The job graph.
    add(40, JobGraph.class);
    add(41, JobVertex.class);
    add(42, JobEdge.class);
    add(43, OperatorSpec.class);
    add(44, OperatorID.class);
    add(45, InputSplitSpec.class);
    add(46, JobFile.class);
    add(47, JobSettings.class);
    add(48, RestartSpec.class);
    add(49, RestartSpec.Strategy.class);
    add(50, JobType.class);
    add(51, ExchangeMode.class);
    add(52, DistributionPattern.class);

    add(53, CheckpointSettings.class);
    add(54, CheckpointSettings.Retention.class);
    add(55, CheckpointingMode.class);
    add(56, RestoreSettings.class);
    add(57, KeyPlacement.class);
    add(58, JobFile.Use.class);

    // Checkpoints.
    add(60, Barrier.class);
    add(61, CheckpointKind.class);
    add(62, StateBlob.class);
    add(63, KeyedStatePart.class);
    add(64, KeyedStateHandle.class);
    add(65, KeyGroupRange.class);
    add(66, OperatorSnapshot.class);
    add(67, ChannelSnapshot.class);
    add(68, TaskSnapshot.class);
    add(69, SnapshotTimes.class);
    add(70, OperatorRestore.class);
    add(71, TaskRestore.class);
    add(72, TaskCheckpoints.class);
    add(73, EdgeRestore.class);
    add(74, EdgeInFlight.Channel.class);

    // To a worker.
    add(100, WorkerMessage.Registered.class);
    add(101, WorkerMessage.Refused.class);
    add(102, WorkerMessage.Ping.class);
    add(103, WorkerMessage.DeployTasks.class);
    add(104, WorkerMessage.CancelTask.class);
    add(105, WorkerMessage.SplitAssigned.class);
    add(106, WorkerMessage.RunGlobalHooks.class);
    add(107, WorkerMessage.ReleasePartitions.class);
    add(108, WorkerMessage.ReleaseJob.class);
    add(109, WorkerMessage.Shutdown.class);
    add(110, WorkerMessage.TriggerCheckpoint.class);
    add(111, WorkerMessage.CheckpointCompleted.class);
    add(112, WorkerMessage.CheckpointAborted.class);
    add(113, WorkerMessage.FetchLog.class);
    add(114, WorkerMessage.NewTokens.class);

    // To the JobManager.
    add(200, MasterMessage.RegisterWorker.class);
    add(201, MasterMessage.Pong.class);
    add(202, MasterMessage.TaskStateChanged.class);
    add(203, MasterMessage.RequestSplit.class);
    add(204, MasterMessage.GlobalHooksDone.class);
    add(205, MasterMessage.WorkerStopping.class);
    add(206, MasterMessage.CheckpointAcknowledged.class);
    add(207, MasterMessage.CheckpointDeclined.class);
    add(208, MasterMessage.FinalCheckpointAwaited.class);
    add(209, MasterMessage.LogFetched.class);
    add(210, MasterMessage.ResultSize.class);
  }

  private MessageTable() {}

  private static void add(int number, Class<?> type) {
    if (CLASSES.put(number, type) != null) {
      throw new IllegalStateException("number " + number + " is given twice");
    }
  }

  /** All classes by number. */
  static Map<Integer, Class<?>> classes() {
    return CLASSES;
  }
}
