// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class WatermarkMergeTest {

  @Test
  void shouldBeTheMinimumOfAllChannels() {
    WatermarkMerge merge = new WatermarkMerge(3);
    assertFalse(merge.onWatermark(0, 10));
    assertFalse(merge.onWatermark(1, 20));
    assertTrue(merge.onWatermark(2, 5));
    assertEquals(5, merge.merged());
    assertFalse(merge.onWatermark(1, 30));
    assertTrue(merge.onWatermark(2, 50));
    assertEquals(10, merge.merged());
    assertFalse(merge.onWatermark(0, 9), "never back");
    assertEquals(10, merge.merged());
  }

  @Test
  void shouldNotWaitForIdleChannels() {
    WatermarkMerge merge = new WatermarkMerge(2);
    merge.onWatermark(0, 10);
    assertTrue(merge.onIdle(1));
    assertEquals(10, merge.merged());
    assertTrue(merge.onWatermark(0, 20));
    merge.onActive(1);
    assertFalse(merge.onWatermark(0, 30), "the channel that woke up is behind");
    assertFalse(merge.onWatermark(1, 15));
    assertEquals(20, merge.merged());
    assertTrue(merge.onWatermark(1, 25));
    assertEquals(25, merge.merged());
  }

  @Test
  void shouldBeIdleWhenAllAreIdleAndNotWhenAllHaveEnded() {
    WatermarkMerge merge = new WatermarkMerge(2);
    merge.onWatermark(0, 10);
    merge.onWatermark(1, 12);
    assertTrue(merge.onIdle(0));
    assertEquals(12, merge.merged());
    assertFalse(merge.onIdle(1));
    assertTrue(merge.isIdle());
    assertTrue(merge.onWatermark(1, 14));
    assertFalse(merge.isIdle());
    assertFalse(merge.onEnd(1));
    assertTrue(merge.isIdle());
    assertFalse(merge.onEnd(0));
    assertFalse(merge.isIdle());
    assertEquals(14, merge.merged());
  }

  @Test
  void shouldNotWaitForChannelsThatEnded() {
    WatermarkMerge merge = new WatermarkMerge(2);
    merge.onWatermark(0, 10);
    assertTrue(merge.onEnd(1));
    assertEquals(10, merge.merged());
    assertFalse(merge.onEnd(1));
  }
}
