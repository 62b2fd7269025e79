// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateBackendContract;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PagedKeyedStateBackendTest extends KeyedStateBackendContract {

  @Override
  protected KeyedStateBackend<String> newBackend(KeyGroupRange keyGroups) {
    return PagedStores.newBackend(
        StringSerializer.INSTANCE, keyGroups, MAX_PARALLELISM, clock::absoluteTimeMillis);
  }

  private static KeyedStateBackend<Long> ofLongs(SegmentPool.Share memory) {
    return PagedStores.newBackend(
        LongSerializer.INSTANCE, new KeyGroupRange(0, 4), 4, () -> 0, memory);
  }

  @Test
  void whenMemoryIsFullThenTheFailureSaysSoAndNothingIsKept() throws IOException {
    for (boolean offHeap : new boolean[] {false, true}) {
      SegmentPool pool = new SegmentPool(1 << 20, 32 << 10, offHeap, false);
      SegmentPool.Share share = pool.share(1 << 20, "the sum (1/2)");
      KeyedStateBackend<Long> backend = ofLongs(share);
      ValueState<Long> state =
          backend.getState(new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE));
      FlyshuttleException failure =
          assertThrows(
              FlyshuttleException.class,
              () -> {
                for (long key = 0; key < 1_000_000; key++) {
                  backend.setCurrentKey(key);
                  state.update(key);
                }
              });
      assertEquals(ErrorCode.NOT_ENOUGH_MANAGED_MEMORY, failure.code());
      assertTrue(failure.getMessage().contains("the sum (1/2)"), failure.getMessage());
      backend.setCurrentKey(5L);
      assertEquals(5L, state.value());
      backend.close();
      assertEquals(0, share.close());
    }
  }

  /** A snapshot that is open when memory is full makes copies beyond it, and gives them back. */
  @Test
  void shouldChangeEverythingWhileASnapshotIsOpenAlthoughMemoryIsFull() throws IOException {
    SegmentPool pool = new SegmentPool(256 << 10, 32 << 10, false, false);
    SegmentPool.Share share = pool.share(256 << 10, "a test");
    KeyedStateBackend<Long> backend = ofLongs(share);
    ValueState<Long> state =
        backend.getState(new ValueStateDescriptor<>("sum", LongSerializer.INSTANCE));
    long keys = 10_000;
    for (int round = 0; round < 20; round++) {
      try (KeyedSnapshot snapshot = backend.snapshot()) {
        for (long key = 0; key < keys; key++) {
          backend.setCurrentKey(key);
          assertEquals(round == 0 ? null : Long.valueOf(round - 1), state.value());
          state.update((long) round);
        }
        assertEquals(round == 0, snapshot.isEmpty(0));
      }
    }
    backend.close();
    assertEquals(0, share.close());
  }
}
