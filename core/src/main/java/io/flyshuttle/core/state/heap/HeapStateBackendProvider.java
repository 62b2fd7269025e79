// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.StateBackendProvider;
import java.util.Set;

/** Objects on the heap, under this and the older names that say where snapshots go. */
public final class HeapStateBackendProvider implements StateBackendProvider {

  @Override
  public Set<String> names() {
    return Set.of("hashmap", "heap", "jobmanager", "filesystem");
  }

  @Override
  public <K> KeyedStateBackend<K> create(KeyedStateSettings<K> settings) {
    return new HeapKeyedStateBackend<>(
        settings.keySerializer(),
        settings.keyGroups(),
        settings.maxParallelism(),
        settings.executionConfig(),
        settings.clock());
  }
}
