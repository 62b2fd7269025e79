// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.worker.gate.WatermarkMerge;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StalledWatermarkTest {
  private final WatermarkMerge merge = new WatermarkMerge(2);
  private final List<String> said = new ArrayList<>();
  private long records;
  private final StalledWatermark watch =
      new StalledWatermark(merge, () -> records, channel -> "channel " + channel, said::add);

  @Test
  void whenOneChannelHoldsTheOthersBackThenItIsNamedOnce() {
    for (int minute = 1; minute <= 3; minute++) {
      merge.onWatermark(0, 100 * minute);
      records++;
      watch.check(60_000);
    }
    assertEquals(1, said.size());
    assertTrue(said.get(0).contains("channel 1 has sent none yet"), said.get(0));
    assertTrue(said.get(0).contains("60 s"), said.get(0));
    assertTrue(said.get(0).contains("withIdleness"), said.get(0));
  }

  @Test
  void whenItRisesAndStopsAgainThenItIsSaidAgain() {
    merge.onWatermark(0, 100);
    records++;
    watch.check(60_000);
    merge.onWatermark(1, 50);
    records++;
    watch.check(60_000);
    records++;
    watch.check(60_000);
    assertEquals(2, said.size());
    assertTrue(said.get(1).contains("channel 1 sends no higher one"), said.get(1));
  }

  @Test
  void shouldBeSilentWhileNoRecordsComeOrNobodyIsAhead() {
    merge.onWatermark(0, 100);
    watch.check(60_000);
    merge.onWatermark(1, 100);
    records++;
    watch.check(60_000);
    records++;
    watch.check(60_000);
    merge.onIdle(1);
    records++;
    watch.check(60_000);
    assertEquals(List.of(), said);
  }
}
