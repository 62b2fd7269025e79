// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.ReduceFunction;

/**
 * A {@link ReduceFunction} with life cycle and runtime context.
 *
 * @param <T> type of the records
 */
public abstract class RichReduceFunction<T> extends AbstractRichFunction
    implements ReduceFunction<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract T reduce(T value1, T value2) throws Exception;
}
