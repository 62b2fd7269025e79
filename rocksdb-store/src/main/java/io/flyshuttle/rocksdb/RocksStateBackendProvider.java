// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.StateBackendProvider;
import io.flyshuttle.core.state.binary.BinaryKeyedStateBackend;
import java.util.Set;

/** Bytes in RocksDB on local disks. */
public final class RocksStateBackendProvider implements StateBackendProvider {

  @Override
  public Set<String> names() {
    return Set.of(RocksByteStore.NAME);
  }

  @Override
  public <K> KeyedStateBackend<K> create(KeyedStateSettings<K> settings) {
    return new BinaryKeyedStateBackend<>(
        settings,
        new RocksByteStore(settings.keyGroups(), settings.memory().get(), settings.directories()));
  }
}
