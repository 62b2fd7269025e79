// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Describes a {@link ReducingState}. The function must be plain: it has no life cycle here.
 *
 * @param <T> type of the values
 */
public class ReducingStateDescriptor<T> extends StateDescriptor<ReducingState<T>, T> {
  private static final long serialVersionUID = 1L;

  private final ReduceFunction<T> reduceFunction;

  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, Class<T> typeClass) {
    super(name, typeClass, null);
    this.reduceFunction = PlainFunctions.require(reduceFunction, name);
  }

  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, TypeInformation<T> typeInfo) {
    super(name, typeInfo, null);
    this.reduceFunction = PlainFunctions.require(reduceFunction, name);
  }

  public ReducingStateDescriptor(
      String name, ReduceFunction<T> reduceFunction, TypeSerializer<T> typeSerializer) {
    super(name, typeSerializer, null);
    this.reduceFunction = PlainFunctions.require(reduceFunction, name);
  }

  public ReduceFunction<T> getReduceFunction() {
    return reduceFunction;
  }

  @Override
  public Type getType() {
    return Type.REDUCING;
  }
}
