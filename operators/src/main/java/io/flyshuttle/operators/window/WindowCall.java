// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.stream.window.Window;
import java.io.Serializable;

/**
 * What is done with the content of a window when it fires. One instance serves all windows of a
 * subtask.
 *
 * @param <K> type of the keys
 * @param <W> type of the windows
 * @param <C> type of the content: a result, or an iterable of records
 * @param <R> type of the results
 */
public interface WindowCall<K, W extends Window, C, R> extends Serializable {

  /** Before the first window. */
  void open(RuntimeContext context, WindowStores<W> stores) throws Exception;

  /** The window fires. */
  void call(K key, W window, C content, Collector<R> out) throws Exception;

  /** The window will not be seen again. */
  void clear(W window) throws Exception;

  /** At last. */
  void close() throws Exception;
}
