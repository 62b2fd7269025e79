// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.window;

import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.MapState;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.stream.window.Window;
import io.flyshuttle.core.stream.window.assigner.MergingWindowAssigner;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The windows of the current key that may grow together. Each has a state window: the window in
 * whose namespace its content is. When windows merge, one of their state windows stays, so content
 * moves only from the others.
 */
final class MergingWindows<W extends Window> {

  /** Told when windows become one. */
  interface MergeAction<W> {

    /**
     * @param result the new window
     * @param replaced the windows that are no longer there
     * @param stateWindow where the new window's content is
     * @param moving where content is that must move there
     */
    void merge(W result, Collection<W> replaced, W stateWindow, Collection<W> moving)
        throws Exception;
  }

  private final MapState<W, W> stateWindows;
  private final MergingWindowAssigner<?, W> assigner;

  MergingWindows(
      KeyedStateBackend<?> keyed,
      MergingWindowAssigner<?, W> assigner,
      TypeSerializer<W> windowSerializer) {
    this.stateWindows =
        keyed.getMapState(
            new MapStateDescriptor<>("merging-windows", windowSerializer, windowSerializer));
    this.assigner = assigner;
  }

  /** Where the content of a window is; null if there is no such window (any more). */
  W stateWindow(W window) throws Exception {
    return stateWindows.get(window);
  }

  /** Forgets a window. */
  void retire(W window) throws Exception {
    stateWindows.remove(window);
  }

  /** Adds a window, merges what grows together, and returns the window it is part of now. */
  W add(W added, MergeAction<W> action) throws Exception {
    if (stateWindows.contains(added)) {
      return added;
    }
    List<W> all = new ArrayList<>();
    stateWindows.keys().forEach(all::add);
    all.add(added);
    Map<W, Set<W>> merges = new LinkedHashMap<>();
    assigner.mergeWindows(all, (merged, result) -> merges.put(result, new LinkedHashSet<>(merged)));

    W result = added;
    boolean addedIsMerged = false;
    for (Map.Entry<W, Set<W>> merge : merges.entrySet()) {
      W grown = merge.getKey();
      Set<W> old = merge.getValue();
      if (old.remove(added)) {
        addedIsMerged = true;
        result = grown;
      }
      W stateWindow = null;
      List<W> moving = new ArrayList<>();
      for (W window : old) {
        W from = stateWindows.get(window);
        stateWindows.remove(window);
        if (stateWindow == null) {
          stateWindow = from;
        } else {
          moving.add(from);
        }
      }
      stateWindows.put(grown, stateWindow);
      old.remove(grown);
      if (!old.isEmpty()) {
        action.merge(grown, old, stateWindow, moving);
      }
    }
    if (!addedIsMerged) {
      stateWindows.put(added, added);
    }
    return result;
  }
}
