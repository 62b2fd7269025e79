// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * As {@link ProcessAllWindowFunction}, which already has a life cycle.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <W> type of the windows
 */
@Deprecated
public abstract class RichProcessAllWindowFunction<IN, OUT, W extends Window>
    extends ProcessAllWindowFunction<IN, OUT, W> {
  private static final long serialVersionUID = 1L;
}
