// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.function;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.operator.Mailbox;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.operator.ProcessingTimeService;
import io.flyshuttle.core.operator.SplitProvider;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.OperatorStateStore;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.OptionalLong;

/** An operator's context that hands everything on to another; for those that change a part. */
public class ForwardingOperatorContext implements OperatorContext {
  private final OperatorContext context;

  public ForwardingOperatorContext(OperatorContext context) {
    this.context = context;
  }

  /** The context that everything is handed on to. */
  public final OperatorContext context() {
    return context;
  }

  @Override
  public <T> Output<T> output() {
    return context.output();
  }

  @Override
  public RuntimeContext runtimeContext() {
    return context.runtimeContext();
  }

  @Override
  public int inputCount() {
    return context.inputCount();
  }

  @Override
  public <T> TypeSerializer<T> inputSerializer(int input) {
    return context.inputSerializer(input);
  }

  @Override
  public long inputBytes(int input) {
    return context.inputBytes(input);
  }

  @Override
  public <T> TypeSerializer<T> outputSerializer() {
    return context.outputSerializer();
  }

  @Override
  public Mailbox mailbox() {
    return context.mailbox();
  }

  @Override
  public ProcessingTimeService processingTime() {
    return context.processingTime();
  }

  @Override
  public SplitProvider splits() {
    return context.splits();
  }

  @Override
  public Object sourceLock() {
    return context.sourceLock();
  }

  @Override
  public <K> KeyedStateBackend<K> keyedState(TypeSerializer<K> keySerializer) {
    return context.keyedState(keySerializer);
  }

  @Override
  public OperatorStateStore operatorState() {
    return context.operatorState();
  }

  @Override
  public Peers peers() {
    return context.peers();
  }

  @Override
  public ManagedMemory managedMemory() {
    return context.managedMemory();
  }

  @Override
  public SpillDirectories spillDirectories() {
    return context.spillDirectories();
  }

  @Override
  public boolean checkpointsEnabled() {
    return context.checkpointsEnabled();
  }

  @Override
  public OptionalLong restoredCheckpoint() {
    return context.restoredCheckpoint();
  }

  @Override
  public long currentWatermark() {
    return context.currentWatermark();
  }
}
