// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StoreCheckpointContract;
import io.flyshuttle.core.type.TypeSerializer;

final class HeapStoreCheckpointTest extends StoreCheckpointContract {

  @Override
  protected <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism) {
    return new HeapKeyedStateBackend<>(
        keys, keyGroups, maxParallelism, new ExecutionConfig(), () -> 0);
  }

  @Override
  protected boolean isIncremental() {
    return false;
  }
}
