// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import java.util.Collection;

/**
 * Told which windows become one.
 *
 * @param <W> type of the windows
 */
@FunctionalInterface
public interface WindowMergeCallback<W> {

  /** Every window of {@code toBeMerged} is now {@code mergeResult}. */
  void merge(Collection<W> toBeMerged, W mergeResult);
}
