// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.state.KeyGroups;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where each way of partitioning sends a record. */
final class ChannelSelectorsTest {
  private static final int CHANNELS = 5;
  private static final int SUBTASK = 2;
  private static final int KEY_GROUPS = 128;

  private static <S extends ChannelSelector<?>> S ready(S selector) {
    selector.setup(CHANNELS, SUBTASK, KEY_GROUPS);
    return selector;
  }

  @Test
  void rebalanceShouldTakeAllChannelsInTurn() {
    RebalanceSelector selector = ready(new RebalanceSelector());
    int first = selector.select("a");
    for (int i = 1; i <= 3 * CHANNELS; i++) {
      assertEquals((first + i) % CHANNELS, selector.select("a"));
    }
  }

  @Test
  void rebalanceShouldBeginElsewhereInEachSubtask() {
    Set<Integer> firsts = new HashSet<>();
    for (int subtask = 0; subtask < CHANNELS; subtask++) {
      RebalanceSelector selector = new RebalanceSelector();
      selector.setup(CHANNELS, subtask, KEY_GROUPS);
      firsts.add(selector.select("a"));
    }
    assertEquals(CHANNELS, firsts.size());
  }

  @Test
  void shuffleShouldReachEveryChannelAboutAsOften() {
    ShuffleSelector selector = ready(new ShuffleSelector());
    int[] counts = new int[CHANNELS];
    for (int i = 0; i < 10_000; i++) {
      counts[selector.select("a")]++;
    }
    for (int count : counts) {
      assertTrue(count > 1_500 && count < 2_500, "a channel got " + count);
    }
  }

  @Test
  void globalShouldTakeTheFirstChannel() {
    assertEquals(0, ready(new GlobalSelector()).select("a"));
  }

  @Test
  void forwardShouldStayInTheOnlyChannel() {
    ForwardSelector selector = new ForwardSelector();
    selector.setup(1, SUBTASK, KEY_GROUPS);
    assertEquals(0, selector.select("a"));
  }

  @Test
  void broadcastShouldTakeAllChannels() {
    assertEquals(ChannelSelector.ALL_CHANNELS, ready(new BroadcastSelector()).select("a"));
  }

  @Test
  void keysShouldGoToTheSubtaskThatHoldsTheirGroup() {
    KeyGroupSelector<Integer, Integer> selector = ready(new KeyGroupSelector<>(n -> n % 100));
    Set<Integer> used = new HashSet<>();
    for (int n = 0; n < 1_000; n++) {
      int channel = selector.select(n);
      assertEquals(selector.select(n % 100), channel, "the same key, another channel");
      int group = KeyGroups.groupOf(Integer.hashCode(n % 100), KEY_GROUPS);
      assertEquals(KeyGroups.subtaskOf(group, KEY_GROUPS, CHANNELS), channel);
      used.add(channel);
    }
    assertEquals(CHANNELS, used.size());
  }

  @Test
  void partitionersShouldDecide() {
    CustomSelector<Integer, Integer> selector =
        ready(new CustomSelector<>((key, channels) -> key % channels, n -> n + 1));
    for (int n = 0; n < 20; n++) {
      assertEquals((n + 1) % CHANNELS, selector.select(n));
    }
  }

  @Test
  void whenAPartitionerIsOutOfRangeThenThatIsSaid() {
    CustomSelector<Integer, Integer> selector =
        ready(new CustomSelector<>((key, channels) -> channels, n -> n));
    FlyshuttleException wrong = assertThrows(FlyshuttleException.class, () -> selector.select(1));
    assertTrue(wrong.getMessage().contains("5"), wrong.getMessage());
  }

  @Test
  void whenAKeyIsNullThenTheRecordIsShown() {
    KeyGroupSelector<String, String> selector = ready(new KeyGroupSelector<>(text -> null));
    FlyshuttleException wrong =
        assertThrows(FlyshuttleException.class, () -> selector.select("the record"));
    assertTrue(wrong.getMessage().contains("the record"), wrong.getMessage());
  }
}
