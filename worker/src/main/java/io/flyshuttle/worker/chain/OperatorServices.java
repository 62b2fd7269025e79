// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.checkpoint.OperatorRestore;
import io.flyshuttle.core.checkpoint.TaskRestore;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.checkpoint.file.KeyedStateFiles;
import io.flyshuttle.core.checkpoint.file.OperatorStateFiles;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.metric.MetricTree;
import io.flyshuttle.core.operator.Mailbox;
import io.flyshuttle.core.operator.OperatorCode;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.OperatorStateSnapshot;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.state.StateBackends;
import io.flyshuttle.core.state.heap.HeapOperatorStateStore;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.protocol.message.InputSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one operator may use of its task. */
final class OperatorServices implements OperatorContext {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorServices.class);

  /** Longest message that may be sent against the direction of the records. */
  private static final int MAX_REPLY_BYTES = 1 << 19;

  /** With fewer segments an operator could not even sort or join slowly: two sorters and a bit. */
  private static final int LEAST_SEGMENTS = 8;

  private final TaskServices task;
  private final ChainedOperator operator;
  private final OperatorCode code;
  private final boolean mayReuseRecords;
  private final String name;
  private final UserContext userContext;
  private SegmentPool.Share memory;
  private KeyedStateBackend<?> keyedState;
  private HeapOperatorStateStore operatorState;
  private StoppableOutput<?> sourceOutput;

  OperatorServices(
      TaskServices task, ChainedOperator operator, OperatorCode code, boolean mayReuseRecords) {
    this.mayReuseRecords = mayReuseRecords;
    this.task = task;
    this.operator = operator;
    this.code = code;
    JobVertex vertex = task.deployment().vertex();
    this.name =
        String.format(
            "%s (%d/%d)",
            operator.spec().name(),
            task.deployment().attempt().subtask() + 1,
            vertex.parallelism());
    this.userContext = new UserContext(task, operator.spec(), () -> keyedState);
  }

  @Override
  public boolean mayReuseRecords() {
    return mayReuseRecords;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Output<T> output() {
    if (!(operator.operator() instanceof PushSource)) {
      return (Output<T>) operator.output();
    }
    if (sourceOutput == null) {
      sourceOutput = new StoppableOutput<>(operator.output());
    }
    return (Output<T>) sourceOutput;
  }

  /** Drops what a push source emits from now on. */
  void mute() {
    if (sourceOutput != null) {
      sourceOutput.stop();
    }
  }

  @Override
  public RuntimeContext runtimeContext() {
    return userContext;
  }

  MetricTree metrics() {
    return userContext.metrics();
  }

  /** What the operator's functions have registered. */
  Map<String, Accumulator<?, ?>> accumulators() {
    return userContext.accumulators();
  }

  @Override
  public int inputCount() {
    return code.inputSerializers().size();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> inputSerializer(int input) {
    return (TypeSerializer<T>) code.inputSerializers().get(input).duplicate();
  }

  @Override
  public long inputBytes(int input) {
    if (operator.spec().chainedTo() != OperatorSpec.HEAD) {
      return -1;
    }
    long bytes = 0;
    for (InputSpec spec : task.deployment().inputs()) {
      if (spec.input() == input) {
        if (spec.bytes() == InputSpec.UNKNOWN) {
          return -1;
        }
        bytes += spec.bytes();
      }
    }
    return bytes;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> outputSerializer() {
    TypeSerializer<?> serializer = code.outputSerializer();
    return serializer == null ? null : (TypeSerializer<T>) serializer.duplicate();
  }

  @Override
  public Mailbox mailbox() {
    return task.mailbox();
  }

  @Override
  public ProcessingTimeService processingTime() {
    return task.processingTime();
  }

  @Override
  public SplitProvider splits() {
    return task.splits();
  }

  @Override
  public Object sourceLock() {
    return task.sourceLock();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K> KeyedStateBackend<K> keyedState(TypeSerializer<K> keySerializer) {
    if (keyedState == null) {
      JobVertex vertex = task.deployment().vertex();
      int subtask = task.deployment().attempt().subtask();
      keyedState =
          StateBackends.named(task.job().checkpoints().stateBackend())
              .create(
                  new KeyedStateSettings<>(
                      keySerializer.duplicate(),
                      KeyGroupRange.of(subtask, vertex.maxParallelism(), vertex.parallelism()),
                      vertex.maxParallelism(),
                      task.executionConfig(),
                      task.processingTime()::currentTimeMillis,
                      this::managedMemory,
                      task.spillDirectories()));
      OperatorRestore restored = restored();
      if (restored != null && !restored.keyed().isEmpty()) {
        read(
            reader ->
                KeyedStateFiles.restore(keyedState, restored.keyed(), reader, task.userLoader()));
      }
    }
    return (KeyedStateBackend<K>) keyedState;
  }

  @Override
  public OperatorStateStore operatorState() {
    if (operatorState == null) {
      operatorState = new HeapOperatorStateStore(task.executionConfig(), task.userLoader());
      OperatorRestore restored = restored();
      if (restored != null && !restored.operatorStates().isEmpty()) {
        TaskDeployment deployment = task.deployment();
        read(
            reader ->
                operatorState.restore(
                    OperatorStateFiles.read(
                        restored,
                        reader,
                        deployment.attempt().subtask(),
                        deployment.vertex().parallelism())));
      }
    }
    return operatorState;
  }

  @Override
  public void reply(int input, byte[] message) {
    if (operator.spec().chainedTo() != OperatorSpec.HEAD) {
      throw new IllegalStateException(name + " is not the first of its chain and cannot reply");
    }
    if (message.length > MAX_REPLY_BYTES) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          name
              + " sends a message of "
              + message.length
              + " bytes to its source's enumerator; at most "
              + MAX_REPLY_BYTES
              + " are allowed");
    }
    task.replies().send(input, message);
  }

  @Override
  public Peers peers() {
    return task.peers();
  }

  @Override
  public boolean checkpointsEnabled() {
    return task.job().checkpoints().enabled();
  }

  @Override
  public OptionalLong restoredCheckpoint() {
    TaskRestore restore = task.deployment().restore();
    return restore == null ? OptionalLong.empty() : OptionalLong.of(restore.checkpointId());
  }

  /** What this operator restores; null if there is nothing. */
  private OperatorRestore restored() {
    TaskRestore restore = task.deployment().restore();
    if (restore == null) {
      return null;
    }
    for (OperatorRestore each : restore.operators()) {
      if (each.operator().equals(operator.spec().id())) {
        return each;
      }
    }
    return null;
  }

  /** Something that is read of the checkpoint that is restored. */
  @FunctionalInterface
  private interface Reading {
    void from(BlobReader reader) throws IOException;
  }

  private void read(Reading reading) {
    String base = task.deployment().restore().base();
    try (BlobReader reader =
        new BlobReader(new Path(base.isEmpty() ? "file:///" : base), task.localState())) {
      reading.from(reader);
      LOG.debug(
          "{} read {} bytes of state from local copies, {} from {}",
          name,
          reader.localBytes(),
          reader.otherBytes(),
          base);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE,
          "the state of " + name + " could not be read from " + base + ": " + e.getMessage(),
          e);
    }
  }

  // ---- checkpoints ----

  /** Takes a snapshot of what the operator keeps in its stores. */
  ChainSnapshot.Part snapshot(Barrier barrier, boolean incremental) throws IOException {
    OperatorRestore restored = restored();
    if (operatorState == null && restored != null && !restored.operatorStates().isEmpty()) {
      // nobody has asked for it yet, but it is there
      operatorState();
    }
    OperatorStateSnapshot own =
        operatorState == null ? OperatorStateSnapshot.empty() : operatorState.snapshot();
    PendingKeyedState keyed =
        keyedState == null
            ? null
            : KeyedStateFiles.snapshot(
                keyedState, barrier.checkpointId(), barrier.kind(), incremental);
    return new ChainSnapshot.Part(operator.spec().id(), keyed, own);
  }

  void stateCompleted(long checkpointId) {
    if (keyedState != null) {
      KeyedStateFiles.completed(keyedState, checkpointId);
    }
  }

  void stateAborted(long checkpointId) {
    if (keyedState != null) {
      KeyedStateFiles.aborted(keyedState, checkpointId);
    }
  }

  @Override
  public ManagedMemory managedMemory() {
    if (memory == null) {
      long bytes = 0;
      int weights = 0;
      for (OperatorSpec each : task.deployment().vertex().operators()) {
        weights += each.managedMemoryWeight();
      }
      if (weights > 0) {
        bytes =
            task.deployment().managedMemoryBytes()
                * operator.spec().managedMemoryWeight()
                / weights;
      }
      int least = operator.spec().managedMemoryWeight() > 0 ? LEAST_SEGMENTS : 0;
      memory = task.managedMemory().share(bytes, least, name);
    }
    return memory;
  }

  @Override
  public SpillDirectories spillDirectories() {
    return task.spillDirectories();
  }

  @Override
  public long currentWatermark() {
    return operator.currentWatermark();
  }

  /** Takes back what the operator was given; the operator is closed. */
  void close() {
    userContext.close();
    if (keyedState != null) {
      keyedState.close();
    }
    if (memory != null) {
      int leaked = memory.close();
      if (leaked > 0) {
        LOG.error("{} did not give back {} segments of managed memory", name, leaked);
      }
      memory = null;
    }
  }
}
