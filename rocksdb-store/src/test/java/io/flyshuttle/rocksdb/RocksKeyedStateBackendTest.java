// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateBackendContract;
import io.flyshuttle.core.state.StateTtlConfig;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RocksKeyedStateBackendTest extends KeyedStateBackendContract {

  @Override
  protected KeyedStateBackend<String> newBackend(KeyGroupRange keyGroups) {
    return RocksStores.newBackend(
        StringSerializer.INSTANCE, keyGroups, MAX_PARALLELISM, clock::absoluteTimeMillis);
  }

  /** Values of keys that never come again go away as others are used. */
  @Test
  void shouldRemoveWhatHasExpiredAsTimeGoesBy() throws Exception {
    KeyedStateBackend<String> backend = newBackend(new KeyGroupRange(0, MAX_PARALLELISM));
    ValueStateDescriptor<Long> descriptor =
        new ValueStateDescriptor<>("value", LongSerializer.INSTANCE);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(Duration.ofSeconds(10)).returnExpiredIfNotCleanedUp().build());
    ValueState<Long> state = backend.getState(descriptor);
    for (int i = 0; i < 5000; i++) {
      backend.setCurrentKey("old" + i);
      state.update(1L);
    }
    clock.advanceTime(Duration.ofSeconds(11));
    for (int i = 0; i < 200_000; i++) {
      backend.setCurrentKey("new");
      state.update(1L);
    }
    for (int i = 0; i < 5000; i++) {
      backend.setCurrentKey("old" + i);
      assertNull(state.value());
    }
    backend.close();
  }
}
