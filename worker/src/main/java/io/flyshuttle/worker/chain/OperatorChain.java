// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.accumulator.Accumulator;
import io.flyshuttle.core.accumulator.AccumulatorMerge;
import io.flyshuttle.core.checkpoint.Barrier;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorCode;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.worker.checkpoint.PendingState;
import io.flyshuttle.worker.gate.ElementReceiver;
import io.flyshuttle.worker.partition.LatencyMarker;
import io.flyshuttle.worker.partition.RecordWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The operators of one task. Elements enter at the head and leave by the partitions. Used by one
 * thread at a time: the task's, or that of a push source which holds the source lock.
 */
public final class OperatorChain implements ElementReceiver {

  private static final String MAIN_OUTPUT = "";

  private final List<ChainedOperator> operators = new ArrayList<>();
  private final ChainedOperator head;
  private final Operator headOperator;

  private OperatorChain(List<ChainedOperator> operators) {
    this.operators.addAll(operators);
    this.head = operators.get(0);
    this.headOperator = head.operator();
  }

  /** Reads the code of all operators of a vertex. */
  public static List<OperatorCode> readCode(List<OperatorSpec> specs, ClassLoader userLoader)
      throws IOException, ClassNotFoundException {
    List<OperatorCode> codes = new ArrayList<>();
    for (OperatorSpec spec : specs) {
      codes.add(CodeBytes.read(spec.code(), userLoader));
    }
    return codes;
  }

  /** The serializer of an operator's main output, or of a side output. */
  public static TypeSerializer<?> outputSerializer(OperatorCode code, String sideOutput) {
    return sideOutput.isEmpty()
        ? code.outputSerializer()
        : code.sideOutputSerializers().get(sideOutput);
  }

  /** A partition's writer and the output it belongs to. */
  public record Exit(int operator, String sideOutput, RecordWriter<Object> writer) {}

  /**
   * Makes the operators and wires them.
   *
   * @param recordsRead counts what the head has been given
   */
  public static OperatorChain create(
      TaskServices task, List<OperatorCode> codes, List<Exit> exits, LongSupplier recordsRead) {
    List<OperatorSpec> specs = task.deployment().vertex().operators();
    List<ChainedOperator> operators = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      operators.add(new ChainedOperator(specs.get(i), codes.get(i).factory().create()));
    }
    boolean copies = !task.executionConfig().isObjectReuseEnabled();
    boolean mayReuse = mayReuseRecords(task.executionConfig().isObjectReuseEnabled(), codes);
    for (int i = 0; i < specs.size(); i++) {
      ChainedOperator operator = operators.get(i);
      operator.wire(
          output(i, operators, codes, exits, copies),
          new OperatorServices(task, operator, codes.get(i), mayReuse));
    }
    for (ChainedOperator operator : operators) {
      OperatorSpec spec = operator.spec();
      LongSupplier recordsIn =
          spec.chainedTo() == OperatorSpec.HEAD
              ? recordsRead
              : operators.get(spec.chainedTo()).output().target(spec.sideOutput())::records;
      OperatorMetrics.register(
          operator.services().metrics(),
          recordsIn,
          operator.output()::records,
          operator::currentWatermark,
          operator.output()::watermark);
    }
    return new OperatorChain(operators);
  }

  /**
   * Whether the head of a chain may be given, or emit, the same object again with other content.
   * Records may pass through the first operators of a chain to one that keeps them.
   *
   * @param allowed whether the job allows it
   */
  public static boolean mayReuseRecords(boolean allowed, List<OperatorCode> codes) {
    return allowed && codes.stream().noneMatch(OperatorCode::keepsInput);
  }

  private static ChainOutput<Object> output(
      int index,
      List<ChainedOperator> operators,
      List<OperatorCode> codes,
      List<Exit> exits,
      boolean copies) {
    Set<String> ids = new LinkedHashSet<>();
    List<ChainedOperator> reached = new ArrayList<>();
    for (ChainedOperator each : operators) {
      if (each.spec().chainedTo() == index) {
        ids.add(each.spec().sideOutput());
        reached.add(each);
      }
    }
    List<RecordWriter<Object>> writers = new ArrayList<>();
    for (Exit exit : exits) {
      if (exit.operator() == index) {
        ids.add(exit.sideOutput());
        writers.add(exit.writer());
      }
    }
    Map<String, ChainOutput<Object>> sides = new TreeMap<>();
    for (String id : ids) {
      if (!id.equals(MAIN_OUTPUT)) {
        sides.put(
            id, targets(index, id, operators, codes, exits, copies, ChainOutput.Reach.none()));
      }
    }
    return targets(
        index,
        MAIN_OUTPUT,
        operators,
        codes,
        exits,
        copies,
        new ChainOutput.Reach(reached, writers, sides));
  }

  private static ChainOutput<Object> targets(
      int index,
      String id,
      List<ChainedOperator> operators,
      List<OperatorCode> codes,
      List<Exit> exits,
      boolean copies,
      ChainOutput.Reach reach) {
    List<Integer> behind = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      OperatorSpec spec = operators.get(i).spec();
      if (spec.chainedTo() == index && spec.sideOutput().equals(id)) {
        behind.add(i);
      }
    }
    List<RecordWriter<Object>> writers = new ArrayList<>();
    for (Exit exit : exits) {
      if (exit.operator() == index && exit.sideOutput().equals(id)) {
        writers.add(exit.writer());
      }
    }
    int count = behind.size() + writers.size();
    if (count == 0) {
      return new ChainOutput.Discarding<>(reach);
    }
    ChainOutput.Reach own = count == 1 ? reach : ChainOutput.Reach.none();
    List<ChainOutput<Object>> targets = new ArrayList<>();
    for (RecordWriter<Object> writer : writers) {
      targets.add(new ChainOutput.Writing<>(own, writer));
    }
    for (int i : behind) {
      @SuppressWarnings("unchecked")
      TypeSerializer<Object> serializer =
          (TypeSerializer<Object>) outputSerializer(codes.get(index), id);
      // A record may be kept or changed by one receiver while another, or the sender, uses it too.
      boolean copy =
          copies
              && codes.get(i).keepsInput()
              && (codes.get(index).reusesOutput() || behind.size() > 1)
              && serializer != null
              && !serializer.isImmutableType();
      targets.add(
          copy
              ? new ChainOutput.Copying<>(own, operators.get(i), serializer.duplicate())
              : new ChainOutput.Direct<>(own, operators.get(i)));
    }
    return count == 1 ? targets.get(0) : new ChainOutput.Broadcasting<>(reach, targets);
  }

  /** The operator that takes the task's inputs, or is its source. */
  public Operator head() {
    return headOperator;
  }

  /** Opens the last operators first, so that each may emit while it opens. */
  public void open() {
    for (int i = operators.size() - 1; i >= 0; i--) {
      operators.get(i).open();
    }
  }

  @Override
  public void onRecord(int input, Object record, long timestamp) {
    try {
      headOperator.process(input, record, timestamp);
    } catch (Throwable e) {
      throw head.failure(e, record);
    }
  }

  @Override
  public void onWatermark(long watermark) {
    head.onWatermark(watermark);
  }

  @Override
  public void onIdle(boolean idle) {
    head.output().setIdle(idle);
  }

  @Override
  public void onLatency(LatencyMarker marker) {
    // what tells a source what to read is no part of the stream
    if (!(headOperator instanceof PullSource)) {
      head.onLatency(marker);
    }
  }

  /** The source marks its place in the stream. */
  public void markLatency(int subtask) {
    head.output()
        .emitLatency(new LatencyMarker(System.currentTimeMillis(), head.spec().id(), subtask));
  }

  /** What 99 % of the last markers took to the head, in milliseconds; -1 before any. Any thread. */
  public long latencyMillis() {
    return head.latencies().mostMillis();
  }

  /** An input of the head has ended. */
  public void endInput(int input) {
    head.endInput(input);
  }

  /** A receiver of an operator's records says something to it. */
  public void onReply(int operator, int receiver, byte[] message) {
    operators.get(operator).onReply(receiver, message);
  }

  /** A source has ended: nothing is earlier than the end of time. */
  public void emitLastWatermark() {
    head.output().emitWatermark(Long.MAX_VALUE);
  }

  /** All inputs of the head have ended: each operator emits what is left. */
  public void finish() {
    for (ChainedOperator operator : operators) {
      if (operator != head) {
        operator.endInput(0);
      }
      operator.finish();
    }
  }

  // ---- checkpoints ----

  /**
   * Has all operators bring their state into the stores, the head first, and takes a snapshot of
   * the stores.
   *
   * @param incremental whether it may refer to what earlier checkpoints wrote
   * @param ended whether the chain has finished
   * @throws IOException if a store fails; the operators can go on
   */
  public PendingState snapshot(Barrier barrier, boolean incremental, boolean ended)
      throws IOException {
    ChainSnapshot snapshot = new ChainSnapshot(ended);
    try {
      for (ChainedOperator operator : operators) {
        operator.snapshot(barrier.checkpointId(), barrier.timestampMillis());
        snapshot.add(operator.services().snapshot(barrier, incremental));
      }
    } catch (Throwable e) {
      snapshot.close();
      throw e;
    }
    return snapshot;
  }

  /** Whether any operator has side effects that wait for a checkpoint. */
  public boolean commitsOnCheckpoint() {
    return operators.stream().anyMatch(each -> each.operator().commitsOnCheckpoint());
  }

  /** Whether any operator may emit when a checkpoint is complete, the last one too. */
  public boolean emitsOnCheckpoint() {
    return operators.stream().anyMatch(each -> each.operator().emitsOnCheckpoint());
  }

  public void checkpointCompleted(long checkpointId) {
    operators.forEach(operator -> operator.checkpointCompleted(checkpointId));
  }

  /** The job stops with a savepoint that is complete. */
  public void stopped() {
    operators.forEach(ChainedOperator::stopped);
  }

  public void checkpointAborted(long checkpointId) {
    operators.forEach(operator -> operator.checkpointAborted(checkpointId));
  }

  /** A source must emit nothing any more: what it still emits is dropped. */
  public void muteSource() {
    head.services().mute();
  }

  /** What the head threw, with its name. */
  public RuntimeException headFailure(Throwable thrown) {
    return head.failure(thrown);
  }

  /** Watermark of the head, or of its output if it is a source. Any thread; may be a bit old. */
  public long currentWatermark() {
    return Math.max(head.currentWatermark(), head.output().watermark());
  }

  /** Accumulators of all operators, merged by name. */
  public Map<String, Accumulator<?, ?>> accumulators() {
    Map<String, Accumulator<?, ?>> merged = new HashMap<>();
    for (ChainedOperator operator : operators) {
      AccumulatorMerge.into(merged, operator.services().accumulators());
    }
    return merged;
  }

  /** Closes all operators, also when one of them fails to; the first failure is thrown. */
  public void close() {
    RuntimeException first = null;
    for (ChainedOperator operator : operators) {
      try {
        operator.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
