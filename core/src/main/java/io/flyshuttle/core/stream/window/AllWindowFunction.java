// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.Function;

/**
 * Makes results of the content of a window over all records.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <W> type of the windows
 */
public interface AllWindowFunction<IN, OUT, W extends Window> extends Function {

  void apply(W window, Iterable<IN> values, Collector<OUT> out) throws Exception;
}
