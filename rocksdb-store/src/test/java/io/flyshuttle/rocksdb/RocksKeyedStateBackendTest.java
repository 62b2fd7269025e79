// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateBackendContract;

final class RocksKeyedStateBackendTest extends KeyedStateBackendContract {

  @Override
  protected KeyedStateBackend<String> newBackend(KeyGroupRange keyGroups) {
    return RocksStores.newBackend(
        StringSerializer.INSTANCE, keyGroups, MAX_PARALLELISM, clock::absoluteTimeMillis);
  }
}
