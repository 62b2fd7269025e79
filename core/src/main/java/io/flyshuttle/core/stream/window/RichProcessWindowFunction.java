// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * As {@link ProcessWindowFunction}, which already has a life cycle.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <KEY> type of the keys
 * @param <W> type of the windows
 */
@Deprecated
public abstract class RichProcessWindowFunction<IN, OUT, KEY, W extends Window>
    extends ProcessWindowFunction<IN, OUT, KEY, W> {
  private static final long serialVersionUID = 1L;
}
