// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;

/** An operator that reads its first input to the end before any other, whatever is inside. */
public final class FirstInputFirst implements Operator {
  private final Operator operator;
  private boolean firstEnded;

  private FirstInputFirst(Operator operator) {
    this.operator = operator;
  }

  /** A factory for the plan, around that of the operator. */
  public static OperatorFactory factory(OperatorFactory inner) {
    return () -> new FirstInputFirst(inner.create());
  }

  /** A factory of an operator that hands on what it reads. */
  public static OperatorFactory concatenation() {
    return factory(Concatenation::new);
  }

  /** Emits the records of all inputs. */
  private static final class Concatenation implements Operator {
    private OperatorContext context;

    @Override
    public void open(OperatorContext newContext) {
      context = newContext;
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      context.output().emit(record, timestamp);
    }
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    operator.open(context);
  }

  @Override
  public int nextInput() {
    return firstEnded ? operator.nextInput() : 0;
  }

  @Override
  public boolean selectsInputPerRecord() {
    return operator.selectsInputPerRecord();
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    operator.process(input, record, timestamp);
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    return operator.onWatermark(watermark);
  }

  @Override
  public void endInput(int input) throws Exception {
    firstEnded |= input == 0;
    operator.endInput(input);
  }

  @Override
  public void finish() throws Exception {
    operator.finish();
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    operator.snapshot(checkpointId, timestampMillis);
  }

  @Override
  public boolean commitsOnCheckpoint() {
    return operator.commitsOnCheckpoint();
  }

  @Override
  public void checkpointCompleted(long checkpointId) throws Exception {
    operator.checkpointCompleted(checkpointId);
  }

  @Override
  public void checkpointAborted(long checkpointId) throws Exception {
    operator.checkpointAborted(checkpointId);
  }

  @Override
  public void onReply(int receiver, byte[] message) throws Exception {
    operator.onReply(receiver, message);
  }

  @Override
  public void close() throws Exception {
    operator.close();
  }
}
