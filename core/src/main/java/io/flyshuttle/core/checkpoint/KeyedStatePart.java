// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.state.KeyGroupRange;
import java.util.List;

/**
 * Saved state of some key groups.
 *
 * @param keyGroups one group in the canonical form; a store's own form may keep several together
 * @param blobs what has to be read, in this order: a later one changes what an earlier one set
 */
public record KeyedStatePart(KeyGroupRange keyGroups, List<StateBlob> blobs) {}
