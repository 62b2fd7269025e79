// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class UnitsTest {

  @Test
  void shouldReadDurations() {
    assertEquals(Duration.ofNanos(424562), TimeUtils.parseDuration("424562ns"));
    assertEquals(Duration.ofNanos(5000), TimeUtils.parseDuration("5 us"));
    assertEquals(Duration.ofMillis(7), TimeUtils.parseDuration("7"));
    assertEquals(Duration.ofMillis(7), TimeUtils.parseDuration(" 7 millis "));
    assertEquals(Duration.ofSeconds(10), TimeUtils.parseDuration("10 s"));
    assertEquals(Duration.ofMinutes(1), TimeUtils.parseDuration("1 min"));
    assertEquals(Duration.ofMinutes(1), TimeUtils.parseDuration("1m"));
    assertEquals(Duration.ofHours(2), TimeUtils.parseDuration("2 HOURS"));
    assertEquals(Duration.ofDays(3), TimeUtils.parseDuration("3d"));
    assertEquals(Duration.ofSeconds(90), TimeUtils.parseDuration("PT1M30S"));
    for (String wrong : new String[] {"", "s", "5 lightyears", "1.5 s", "99999999999999999999 d"}) {
      assertThrows(IllegalArgumentException.class, () -> TimeUtils.parseDuration(wrong), wrong);
    }
  }

  @Property
  void shouldReadTheDurationsItPrints(@ForAll @LongRange(min = 0) long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    assertEquals(duration, TimeUtils.parseDuration(TimeUtils.formatWithHighestUnit(duration)));
  }

  @Test
  void shouldPrintTheLargestWholeUnit() {
    assertEquals("90 s", TimeUtils.formatWithHighestUnit(Duration.ofSeconds(90)));
    assertEquals("2 h", TimeUtils.formatWithHighestUnit(Duration.ofMinutes(120)));
    assertEquals("0 ms", TimeUtils.formatWithHighestUnit(Duration.ZERO));
  }

  @Test
  void shouldReadSizes() {
    assertEquals(1234, MemorySize.parseBytes("1234"));
    assertEquals(1 << 10, MemorySize.parseBytes("1k"));
    assertEquals(512 << 20, MemorySize.parseBytes("512 MB"));
    assertEquals(3L << 30, MemorySize.parseBytes("3gibibytes"));
    assertEquals(2L << 40, MemorySize.parseBytes(" 2 tb "));
    assertEquals(
        MemorySize.ofMebiBytes(7), MemorySize.parse("7", MemorySize.MemoryUnit.MEGA_BYTES));
    assertEquals(new MemorySize(7), MemorySize.parse("7 bytes", MemorySize.MemoryUnit.MEGA_BYTES));
    for (String wrong : new String[] {"", "mb", "-1", "1.5g", "1 potato", "9999999999 tb"}) {
      assertThrows(IllegalArgumentException.class, () -> MemorySize.parse(wrong), wrong);
    }
  }

  @Property
  void shouldReadTheSizesItPrints(@ForAll @LongRange(min = 0) long bytes) {
    MemorySize size = new MemorySize(bytes);
    assertEquals(size, MemorySize.parse(size.toString()));
  }

  @Test
  void shouldCalculateWithSizes() {
    MemorySize size = MemorySize.ofMebiBytes(10);
    assertEquals(MemorySize.ofMebiBytes(7), size.multiply(0.7));
    assertEquals(MemorySize.ofMebiBytes(5), size.divide(2));
    assertEquals(MemorySize.ofMebiBytes(12), size.add(MemorySize.ofMebiBytes(2)));
    assertThrows(IllegalArgumentException.class, () -> size.subtract(MemorySize.ofMebiBytes(11)));
    assertEquals("1.500gb (1610612736 bytes)", new MemorySize(1610612736).toHumanReadableString());
    assertEquals("64 mb", MemorySize.ofMebiBytes(64).toString());
  }
}
