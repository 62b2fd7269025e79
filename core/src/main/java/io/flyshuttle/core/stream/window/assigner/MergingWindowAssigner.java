// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window.assigner;

import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.WindowMergeCallback;
import java.util.Collection;

/**
 * An assigner whose windows may grow together.
 *
 * @param <T> type of the records
 * @param <W> type of the windows
 */
public abstract class MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {
  private static final long serialVersionUID = 1L;

  /** Reports which of the windows become one; a window appears in one group at most. */
  public abstract void mergeWindows(Collection<W> windows, MergeCallback<W> callback);

  /**
   * Told which windows become one.
   *
   * @param <W> type of the windows
   */
  public interface MergeCallback<W> extends WindowMergeCallback<W> {}
}
