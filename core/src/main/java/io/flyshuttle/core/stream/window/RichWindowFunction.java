// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A {@link WindowFunction} with a life cycle.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <KEY> type of the keys
 * @param <W> type of the windows
 */
public abstract class RichWindowFunction<IN, OUT, KEY, W extends Window>
    extends AbstractRichFunction implements WindowFunction<IN, OUT, KEY, W> {
  private static final long serialVersionUID = 1L;
}
