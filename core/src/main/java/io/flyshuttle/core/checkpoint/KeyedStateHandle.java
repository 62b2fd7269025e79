// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.state.KeyGroupRange;
import java.util.List;

/**
 * Saved keyed state of one operator in one subtask.
 *
 * @param form {@link #CANONICAL}, which every store reads, or the name of a store's own form
 * @param keyGroups the groups of the subtask
 * @param header what is needed to read the parts: names, kinds and serializers of all state
 * @param parts by key group, in rising order
 */
public record KeyedStateHandle(
    String form, KeyGroupRange keyGroups, StateBlob header, List<KeyedStatePart> parts) {

  /** The form of savepoints: entry by entry, see {@code core.state.KeyedSnapshot}. */
  public static final String CANONICAL = "canonical";
}
