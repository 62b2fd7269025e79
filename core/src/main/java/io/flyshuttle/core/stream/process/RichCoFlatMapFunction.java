// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.process;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A {@link CoFlatMapFunction} with a life cycle.
 *
 * @param <IN1> type of the first input
 * @param <IN2> type of the second input
 * @param <OUT> type of the output
 */
public abstract class RichCoFlatMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
    implements CoFlatMapFunction<IN1, IN2, OUT> {
  private static final long serialVersionUID = 1L;
}
