// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.StateEvolutionContract;
import io.flyshuttle.core.type.TypeSerializer;

final class HeapStateEvolutionTest extends StateEvolutionContract {

  @Override
  protected <K> KeyedStateBackend<K> newBackend(TypeSerializer<K> keys, KeyGroupRange keyGroups) {
    return new HeapKeyedStateBackend<>(
        keys, keyGroups, keyGroups.end(), new ExecutionConfig(), () -> 0);
  }
}
