// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StoreCheckpointContract;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

final class RocksStoreCheckpointTest extends StoreCheckpointContract {

  @Override
  protected <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism) {
    return RocksStores.newBackend(keys, keyGroups, maxParallelism, () -> 0);
  }

  @Override
  protected boolean isIncremental() {
    return true;
  }

  @AfterEach
  void requireNoFilesLeft() throws IOException {
    assertEquals(0, RocksStores.filesLeft());
  }
}
