// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.aggregator.Aggregator;
import io.flyshuttle.core.function.aggregator.ConvergenceCriterion;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.value.CopyableValue;
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

  /**
   * Keeps the aggregates for the next superstep.
   *
   * @return whether the loop's criterion says that it is done
   */
  @SuppressWarnings("unchecked")
  boolean endSuperstep() {
    for (Map.Entry<String, Aggregator<?>> entry : body.aggregators().entrySet()) {
      previous.put(entry.getKey(), copy(entry.getValue().getAggregate()));
    }
    boolean converged =
        body.criterion() != null
            && ((ConvergenceCriterion<Value>) body.criterion())
                .isConverged(superstep, previous.get(body.criterionAggregator()));
    body.aggregators().values().forEach(Aggregator::reset);
    return converged;
  }

  /** Aggregators may hand out the value that they go on with. */
  private static Value copy(Value value) {
    if (value instanceof CopyableValue<?> copyable) {
      return (Value) copyable.copy();
    }
    try {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      value.write(bytes);
      Value copy = value.getClass().getDeclaredConstructor().newInstance();
      copy.read(new DataInputDeserializer(bytes.getCopyOfBuffer()));
      return copy;
    } catch (IOException | ReflectiveOperationException e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED,
          "the aggregate of type "
              + value.getClass().getName()
              + " cannot be copied: it needs a public constructor without parameters, and read and"
              + " write",
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
