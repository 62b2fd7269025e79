// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.ForwardingOperatorContext;
import io.flyshuttle.operators.join.BuildSideKeeper;

/** What an operator inside a loop may use: that of the loop's task, cut down to its part. */
final class LoopContext extends ForwardingOperatorContext implements BuildSideKeeper {
  private final LoopBody body;
  private final LoopBody.Step step;
  private final Output<Object> output;
  private final RuntimeContext runtimeContext;
  private final StepState state;
  private final SolutionSet solutionSet;

  LoopContext(
      OperatorContext task,
      LoopBody body,
      LoopBody.Step step,
      Output<Object> output,
      RuntimeContext runtimeContext,
      StepState state,
      SolutionSet solutionSet) {
    super(task);
    this.body = body;
    this.step = step;
    this.output = output;
    this.runtimeContext = runtimeContext;
    this.state = state;
    this.solutionSet = solutionSet;
  }

  SolutionSet solutionSet() {
    return solutionSet;
  }

  @Override
  public boolean isConstant(int input) {
    return step.inputs().stream()
        .filter(edge -> edge.input() == input)
        .allMatch(edge -> edge.feed().source() > 0 && edge.feed().source() < body.ports().size());
  }

  @Override
  public AutoCloseable kept() {
    return state.kept();
  }

  @Override
  public void keep(int input, AutoCloseable built) {
    state.keep(input, built);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Output<T> output() {
    return (Output<T>) output;
  }

  @Override
  public RuntimeContext runtimeContext() {
    return runtimeContext;
  }

  @Override
  public int inputCount() {
    return step.inputCount();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> inputSerializer(int input) {
    for (LoopBody.StepInput edge : step.inputs()) {
      if (edge.input() == input) {
        return (TypeSerializer<T>) edge.feed().serializer().duplicate();
      }
    }
    throw new IllegalArgumentException("operator " + step.name() + " has no input " + input);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> TypeSerializer<T> outputSerializer() {
    return (TypeSerializer<T>) step.outputSerializer().duplicate();
  }

  @Override
  public ManagedMemory managedMemory() {
    return state.memory();
  }

  @Override
  public Peers peers() {
    return Peers.alone();
  }
}
