// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * An {@link AsyncFunction} with a life cycle. Its runtime context must not be used to reach keyed
 * state: answers come on other threads.
 *
 * @param <IN> type of the input
 * @param <OUT> type of the output
 */
public abstract class RichAsyncFunction<IN, OUT> extends AbstractRichFunction
    implements AsyncFunction<IN, OUT> {
  private static final long serialVersionUID = 1L;
}
