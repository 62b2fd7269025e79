// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;

/**
 * Makes results of the content of a window of one key.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <KEY> type of the keys
 * @param <W> type of the windows
 */
public interface WindowFunction<IN, OUT, KEY, W extends Window> extends Function {

  void apply(KEY key, W window, Iterable<IN> input, Collector<OUT> out) throws Exception;
}
