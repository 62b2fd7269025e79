// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.value.Value;
import io.flyshuttle.operators.function.ForwardingRuntimeContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What functions inside a loop see: the superstep, and what is aggregated over it. */
final class LoopRuntimeContext extends ForwardingRuntimeContext {
  private final LoopBody body;
  private final Map<String, Value> previous = new HashMap<>();
  private int superstep;

  LoopRuntimeContext(RuntimeContext context, LoopBody body) {
    super(context);
    this.body = body;
  }

  void startSuperstep(int number) {
    superstep = number;
  }

  /** What the functions of this subtask have aggregated in the superstep. */
  void writeAggregates(DataOutputView out) throws IOException {
    for (Aggregator<?> aggregator : body.aggregators().values()) {
      aggregator.getAggregate().write(out);
    }
  }

  /** Adds what another subtask has aggregated. */
  @SuppressWarnings("unchecked")
  void addAggregates(DataInputView in) throws IOException {
    for (Aggregator<?> aggregator : body.aggregators().values()) {
      ((Aggregator<Value>) aggregator).aggregate(read(aggregator, in));
    }
  }

  /** Whether the loop's criterion says that it is done. */
  @SuppressWarnings("unchecked")
  boolean isConverged() {
    return body.criterion() != null
        && ((ConvergenceCriterion<Value>) body.criterion())
            .isConverged(
                superstep, body.aggregators().get(body.criterionAggregator()).getAggregate());
  }

  /** Keeps what all subtasks have aggregated for the next superstep, and begins anew. */
  void endSuperstep(DataInputView aggregates) throws IOException {
    for (Map.Entry<String, Aggregator<?>> entry : body.aggregators().entrySet()) {
      previous.put(entry.getKey(), read(entry.getValue(), aggregates));
      entry.getValue().reset();
    }
  }

  private static Value read(Aggregator<?> aggregator, DataInputView in) throws IOException {
    Class<? extends Value> type = aggregator.getAggregate().getClass();
    try {
      Value value = type.getDeclaredConstructor().newInstance();
      value.read(in);
      return value;
    } catch (ReflectiveOperationException e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "an aggregate of type "
              + type.getName()
              + " cannot be read: it needs a public constructor without parameters",
          e);
    }
  }

  @Override
  public int getSuperstepNumber() {
    return superstep;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends Aggregator<?>> T getIterationAggregator(String name) {
    return (T) body.aggregators().get(name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends Value> T getPreviousIterationAggregate(String name) {
    return (T) previous.get(name);
  }
}
