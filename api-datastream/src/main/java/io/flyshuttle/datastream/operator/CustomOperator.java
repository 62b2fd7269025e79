// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.stream.source.Watermark;
import io.flyshuttle.core.time.OutputTag;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/** Runs an operator of the user's own. */
final class CustomOperator implements Operator {
  private final AbstractStreamOperator<Object> operator;
  private final OneInputStreamOperator<Object, Object> oneInput;
  private final TwoInputStreamOperator<Object, Object, Object> twoInputs;
  private final CustomOperators.Keying keying;
  private final StreamRecord<Object> record = new StreamRecord<>(null);
  private OperatorContext context;
  private RawState raw;
  private KeyedStateBackend<Object> keyed;
  private final BitSet endedInputs = new BitSet();
  private long emittedWatermark = Long.MIN_VALUE;

  @SuppressWarnings("unchecked")
  CustomOperator(StreamOperator<?> operator, CustomOperators.Keying keying) {
    if (!(operator instanceof AbstractStreamOperator<?>)) {
      throw new InvalidProgramException(
          "the operator "
              + operator.getClass().getName()
              + " must extend AbstractStreamOperator, through which it gets its output");
    }
    this.operator = (AbstractStreamOperator<Object>) operator;
    this.oneInput =
        operator instanceof OneInputStreamOperator<?, ?>
            ? (OneInputStreamOperator<Object, Object>) operator
            : null;
    this.twoInputs =
        operator instanceof TwoInputStreamOperator<?, ?, ?>
            ? (TwoInputStreamOperator<Object, Object, Object>) operator
            : null;
    this.keying = keying;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    if (keying.serializer() != null) {
      keyed = context.keyedState((TypeSerializer<Object>) keying.serializer());
    }
    operator.bind(context, new RecordOutput(context.output()), keyed);
    raw = new RawState(context);
    operator.initializeState(new Initialization());
    operator.open();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void process(int input, Object value, long timestamp) throws Exception {
    if (keyed != null) {
      keyed.setCurrentKey(
          ((KeySelector<Object, Object>) keying.selectors().get(input)).getKey(value));
    }
    if (timestamp == NO_TIMESTAMP) {
      record.replace(value);
      record.eraseTimestamp();
    } else {
      record.replace(value, timestamp);
    }
    if (oneInput != null) {
      oneInput.processElement(record);
    } else if (input == 0) {
      twoInputs.processElement1(record);
    } else {
      twoInputs.processElement2(record);
    }
  }

  @Override
  public boolean selectsInputPerRecord() {
    return operator instanceof InputSelectable;
  }

  @Override
  public int nextInput() {
    if (!(operator instanceof InputSelectable selectable)) {
      return ANY_INPUT;
    }
    InputSelection selection = selectable.nextSelection();
    int wanted = -1;
    for (int input = 0; input < context.inputCount(); input++) {
      if (selection.isInputSelected(input + 1) && !endedInputs.get(input)) {
        if (wanted >= 0) {
          return ANY_INPUT;
        }
        wanted = input;
      }
    }
    // an operator that wants only what has ended gets what there is
    return wanted < 0 ? ANY_INPUT : wanted;
  }

  /** What the operator emits while it is called is what is handed on. */
  @Override
  public long onWatermark(long watermark) throws Exception {
    if (twoInputs == null) {
      operator.processWatermark(new Watermark(watermark));
    } else {
      // the lower one of both is true of each
      twoInputs.processWatermark1(new Watermark(watermark));
      twoInputs.processWatermark2(new Watermark(watermark));
    }
    return emittedWatermark;
  }

  @Override
  public void endInput(int input) throws Exception {
    endedInputs.set(input);
    if (operator instanceof BoundedOneInput bounded) {
      bounded.endInput();
    }
    if (operator instanceof BoundedMultiInput bounded) {
      bounded.endInput(input + 1);
    }
  }

  @Override
  public void finish() throws Exception {
    operator.finish();
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    operator.prepareSnapshotPreBarrier(checkpointId);
    Snapshot snapshot = new Snapshot(checkpointId, timestampMillis);
    operator.snapshotState(snapshot);
    raw.update(snapshot.unkeyed, snapshot.keyed);
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    operator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    operator.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    operator.closeTimers();
    operator.close();
  }

  private final class Snapshot implements StateSnapshotContext {
    private final long checkpointId;
    private final long timestampMillis;
    private OperatorStateCheckpointOutputStream unkeyed;
    private KeyedStateCheckpointOutputStream keyed;

    Snapshot(long checkpointId, long timestampMillis) {
      this.checkpointId = checkpointId;
      this.timestampMillis = timestampMillis;
    }

    @Override
    public long getCheckpointId() {
      return checkpointId;
    }

    @Override
    public long getCheckpointTimestamp() {
      return timestampMillis;
    }

    @Override
    public KeyedStateCheckpointOutputStream getRawKeyedOperatorStateOutput() {
      if (keyed == null) {
        keyed = new KeyedStateCheckpointOutputStream(raw.range());
      }
      return keyed;
    }

    @Override
    public OperatorStateCheckpointOutputStream getRawOperatorStateOutput() {
      if (unkeyed == null) {
        unkeyed = new OperatorStateCheckpointOutputStream();
      }
      return unkeyed;
    }
  }

  private final class Initialization implements StateInitializationContext {
    private final List<StatePartitionStreamProvider> parts;
    private final List<KeyGroupStatePartitionStreamProvider> groups;

    Initialization() throws Exception {
      this.parts = raw.restoredParts();
      this.groups = raw.restoredGroups();
    }

    @Override
    public Iterable<StatePartitionStreamProvider> getRawOperatorStateInputs() {
      return parts;
    }

    @Override
    public Iterable<KeyGroupStatePartitionStreamProvider> getRawKeyedStateInputs() {
      return groups;
    }

    @Override
    public boolean isRestored() {
      return getRestoredCheckpointId().isPresent();
    }

    @Override
    public OptionalLong getRestoredCheckpointId() {
      return context.restoredCheckpoint();
    }

    @Override
    public OperatorStateStore getOperatorStateStore() {
      return context.operatorState();
    }

    @Override
    public KeyedStateStore getKeyedStateStore() {
      return keyed;
    }
  }

  /** Takes the records out of their envelopes. */
  private final class RecordOutput implements Output<StreamRecord<Object>> {
    private final io.flyshuttle.core.operator.Output<Object> out;

    RecordOutput(io.flyshuttle.core.operator.Output<Object> out) {
      this.out = out;
    }

    @Override
    public void collect(StreamRecord<Object> element) {
      out.emit(element.getValue(), element.getTimestamp());
    }

    @Override
    public <X> void collect(OutputTag<X> outputTag, StreamRecord<X> element) {
      out.emitSide(outputTag.getId(), element.getValue(), element.getTimestamp());
    }

    @Override
    public void emitWatermark(Watermark mark) {
      emittedWatermark = Math.max(emittedWatermark, mark.getTimestamp());
      out.emitWatermark(mark.getTimestamp());
    }

    @Override
    public void close() {
      // the task ends the output
    }
  }
}
