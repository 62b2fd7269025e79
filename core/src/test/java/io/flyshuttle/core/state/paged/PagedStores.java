// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.function.LongSupplier;

/** Makes stores for tests. */
final class PagedStores {
  private PagedStores() {}

  static <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism, LongSupplier clock) {
    SegmentPool pool = new SegmentPool(64 << 20, 32 << 10, false, false);
    return newBackend(keys, keyGroups, maxParallelism, clock, pool.share(64 << 20, "a test"));
  }

  static <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys,
      KeyGroupRange keyGroups,
      int maxParallelism,
      LongSupplier clock,
      SegmentPool.Share memory) {
    return new PagedStateBackendProvider()
        .create(
            new KeyedStateSettings<>(
                keys,
                keyGroups,
                maxParallelism,
                new ExecutionConfig(),
                clock,
                () -> memory,
                purpose -> {
                  throw new UnsupportedOperationException("pages are not spilled");
                }));
  }
}
