// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.function.FoldFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Describes a {@link FoldingState}. The function must be plain: it has no life cycle here.
 *
 * @param <T> type of the values added
 * @param <ACC> type of the value kept
 */
public class FoldingStateDescriptor<T, ACC> extends StateDescriptor<FoldingState<T, ACC>, ACC> {
  private static final long serialVersionUID = 1L;

  private final FoldFunction<T, ACC> foldFunction;

  public FoldingStateDescriptor(
      String name, ACC initialValue, FoldFunction<T, ACC> foldFunction, Class<ACC> typeClass) {
    super(name, typeClass, initialValue);
    this.foldFunction = PlainFunctions.require(foldFunction, name);
  }

  public FoldingStateDescriptor(
      String name,
      ACC initialValue,
      FoldFunction<T, ACC> foldFunction,
      TypeInformation<ACC> typeInfo) {
    super(name, typeInfo, initialValue);
    this.foldFunction = PlainFunctions.require(foldFunction, name);
  }

  public FoldingStateDescriptor(
      String name,
      ACC initialValue,
      FoldFunction<T, ACC> foldFunction,
      TypeSerializer<ACC> typeSerializer) {
    super(name, typeSerializer, initialValue);
    this.foldFunction = PlainFunctions.require(foldFunction, name);
  }

  public FoldFunction<T, ACC> getFoldFunction() {
    return foldFunction;
  }

  @Override
  public Type getType() {
    return Type.FOLDING;
  }
}
