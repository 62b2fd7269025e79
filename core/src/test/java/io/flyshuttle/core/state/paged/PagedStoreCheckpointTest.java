// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StoreCheckpointContract;
import io.flyshuttle.core.type.TypeSerializer;

final class PagedStoreCheckpointTest extends StoreCheckpointContract {

  @Override
  protected <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism) {
    return PagedStores.newBackend(keys, keyGroups, maxParallelism, () -> 0);
  }

  @Override
  protected boolean isIncremental() {
    return true;
  }
}
