// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.state.KeyGroups;
import org.junit.jupiter.api.Test;

final class GroupMapTest {
  private static final int ENTRIES = 20_000;

  @Test
  void whenEntriesComeInTheOrderOfAnotherMapThenNoChainIsLongerThanThere() {
    FrozenGroup from = filled();
    GroupMap map = new GroupMap(false, false);
    map.expect(from.size());
    int longest = 0;
    for (int slot = 0; slot < from.capacity(); slot++) {
      if (from.isUsed(slot)) {
        Object key = from.key(slot);
        map.insert(key, null, KeyGroups.mix(key.hashCode()), from.value(slot), 0);
        if (map.size() % 1000 == 0) {
          longest = Math.max(longest, longestChain(map.freeze()));
        }
      }
    }
    assertEquals(ENTRIES, map.size());
    assertEquals(from.capacity(), map.capacity());
    assertTrue(longest <= longestChain(from), "a chain of " + longest);
  }

  @Test
  void expectedEntriesDoNotMakeAMapSmallerAndKeepWhatIsThere() {
    GroupMap map = new GroupMap(false, false);
    map.insert("key", null, KeyGroups.mix("key".hashCode()), 1L, 0);
    map.expect(1000);
    int capacity = map.capacity();
    map.expect(1);
    assertEquals(capacity, map.capacity());
    int slot = map.find("key", KeyGroups.mix("key".hashCode()), 1);
    assertEquals(1L, map.value(slot));
  }

  private static FrozenGroup filled() {
    GroupMap map = new GroupMap(false, false);
    for (long key = 0; key < ENTRIES; key++) {
      map.insert(key, null, KeyGroups.mix(Long.hashCode(key)), key, 0);
    }
    return map.freeze();
  }

  private static int longestChain(FrozenGroup group) {
    int longest = 0;
    int run = 0;
    for (int slot = 0; slot < group.capacity(); slot++) {
      run = group.isUsed(slot) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
