// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StateEvolutionContract;
import io.flyshuttle.core.type.TypeSerializer;

final class RocksStateEvolutionTest extends StateEvolutionContract {

  @Override
  protected <K> KeyedStateBackend<K> newBackend(TypeSerializer<K> keys, KeyGroupRange keyGroups) {
    return RocksStores.newBackend(keys, keyGroups, keyGroups.end(), () -> 0);
  }
}
