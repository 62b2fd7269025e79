// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.state.KeyedStateStore;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.time.OutputTag;

/**
 * What window functions may use besides the content.
 *
 * @param <W> type of the windows
 */
public interface WindowStores<W extends Window> {

  /** State of the current key and the given window. */
  KeyedStateStore windowState(W window);

  /** State of the current key. */
  KeyedStateStore globalState();

  /** Milliseconds since 1970. */
  long currentProcessingTime();

  /** {@link Long#MIN_VALUE} before the first. */
  long currentWatermark();

  /** Emits to a side output, with the window's timestamp. */
  <X> void output(OutputTag<X> tag, X value, W window);
}
