// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.CrossFunction;

/**
 * A {@link CrossFunction} with life cycle and runtime context.
 *
 * @param <IN1> type of the first side
 * @param <IN2> type of the second side
 * @param <OUT> type of the records made
 */
public abstract class RichCrossFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements CrossFunction<IN1, IN2, OUT> {
  private static final long serialVersionUID = 1L;

  @Override
  public abstract OUT cross(IN1 first, IN2 second) throws Exception;
}
