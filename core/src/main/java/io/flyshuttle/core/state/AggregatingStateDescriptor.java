// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.function.AggregateFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Describes an {@link AggregatingState}. The function must be plain: it has no life cycle here.
 *
 * @param <IN> type of the values added
 * @param <ACC> type of the accumulator
 * @param <OUT> type of the result
 */
public class AggregatingStateDescriptor<IN, ACC, OUT>
    extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {
  private static final long serialVersionUID = 1L;

  private final AggregateFunction<IN, ACC, OUT> aggregateFunction;

  public AggregatingStateDescriptor(
      String name, AggregateFunction<IN, ACC, OUT> aggregateFunction, Class<ACC> typeClass) {
    super(name, typeClass, null);
    this.aggregateFunction = PlainFunctions.require(aggregateFunction, name);
  }

  public AggregatingStateDescriptor(
      String name,
      AggregateFunction<IN, ACC, OUT> aggregateFunction,
      TypeInformation<ACC> typeInfo) {
    super(name, typeInfo, null);
    this.aggregateFunction = PlainFunctions.require(aggregateFunction, name);
  }

  public AggregatingStateDescriptor(
      String name,
      AggregateFunction<IN, ACC, OUT> aggregateFunction,
      TypeSerializer<ACC> typeSerializer) {
    super(name, typeSerializer, null);
    this.aggregateFunction = PlainFunctions.require(aggregateFunction, name);
  }

  public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
    return aggregateFunction;
  }

  @Override
  public Type getType() {
    return Type.AGGREGATING;
  }
}
