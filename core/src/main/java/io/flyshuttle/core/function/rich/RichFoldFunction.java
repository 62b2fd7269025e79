// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.FoldFunction;

/**
 * A {@link FoldFunction} with life cycle and runtime context.
 *
 * @param <O> type of the records taken
 * @param <T> type of the accumulator
 */
public abstract class RichFoldFunction<O, T> extends AbstractRichFunction
    implements FoldFunction<O, T> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract T fold(T accumulator, O value) throws Exception;
}
