// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A {@link AllWindowFunction} with a life cycle.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <W> type of the windows
 */
public abstract class RichAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction
    implements AllWindowFunction<IN, OUT, W> {
  private static final long serialVersionUID = 1L;
}
