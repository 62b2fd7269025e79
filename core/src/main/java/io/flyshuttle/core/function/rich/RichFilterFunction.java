// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.FilterFunction;

/**
 * A {@link FilterFunction} with life cycle and runtime context.
 *
 * @param <T> type of the records
 */
public abstract class RichFilterFunction<T> extends AbstractRichFunction
    implements FilterFunction<T> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract boolean filter(T value) throws Exception;
}
