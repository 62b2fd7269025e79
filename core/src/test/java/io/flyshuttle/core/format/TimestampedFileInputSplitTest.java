// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flyshuttle.core.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TimestampedFileInputSplitTest {

  private static TimestampedFileInputSplit split(long time, String path, long start) {
    return new TimestampedFileInputSplit(time, 0, new Path(path), start, 10, null);
  }

  @Test
  void shouldBeOrderedByTimeThenPathThenStart() {
    List<TimestampedFileInputSplit> expected =
        List.of(split(1, "/b", 0), split(2, "/a", 0), split(2, "/a", 10), split(2, "/b", 0));
    List<TimestampedFileInputSplit> found = new ArrayList<>(expected);
    Collections.reverse(found);
    Collections.sort(found);
    assertEquals(expected, found);
    assertNotEquals(split(1, "/a", 0), split(2, "/a", 0));
  }

  @Test
  void shouldKeepHowFarItWasRead() {
    TimestampedFileInputSplit split = split(1, "/a", 0);
    assertNull(split.getSplitState());
    split.setSplitState(7L);
    assertEquals(7L, split.getSplitState());
    split.resetSplitState();
    assertNull(split.getSplitState());
    assertThrows(IllegalArgumentException.class, () -> split(-1, "/a", 0));
  }
}
