// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.StateBackendProvider;
import io.flyshuttle.core.state.binary.BinaryKeyedStateBackend;
import java.util.Set;

/** Bytes in pages of managed memory. */
public final class PagedStateBackendProvider implements StateBackendProvider {

  @Override
  public Set<String> names() {
    return Set.of(PagedByteStore.NAME);
  }

  @Override
  public <K> KeyedStateBackend<K> create(KeyedStateSettings<K> settings) {
    return new BinaryKeyedStateBackend<>(
        settings, new PagedByteStore(settings.keyGroups(), settings.memory().get()));
  }
}
