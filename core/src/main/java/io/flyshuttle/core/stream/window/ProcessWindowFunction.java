// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.time.OutputTag;

/**
 * Makes results of the content of a window, with state of its own.
 *
 * @param <IN> type of the content
 * @param <OUT> type of the results
 * @param <KEY> type of the keys
 * @param <W> type of the windows
 */
public abstract class ProcessWindowFunction<IN, OUT, KEY, W extends Window>
    extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  public abstract void process(KEY key, Context context, Iterable<IN> elements, Collector<OUT> out)
      throws Exception;

  /** Deletes what the function keeps for the window, which will not be seen again. */
  public void clear(Context context) throws Exception {}

  /** What the function may use besides the content. */
  public abstract class Context {

    /** The window that fires. */
    public abstract W window();

    /** Milliseconds since 1970. */
    public abstract long currentProcessingTime();

    /** {@link Long#MIN_VALUE} before the first. */
    public abstract long currentWatermark();

    /** State of this key and window; to be deleted in {@link #clear}. */
    public abstract KeyedStateStore windowState();

    /** State of this key, across windows. */
    public abstract KeyedStateStore globalState();

    /** Emits to a side output. */
    public abstract <X> void output(OutputTag<X> outputTag, X value);
  }
}
