// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link io.flyshuttle.minicluster.program.CheckpointedSum} has written if it was restored
 * while it waited, once or more often.
 */
final class CheckpointedSumResult {
  private static final String RESTORED_IN_THE_MIDDLE = "-1001,0";

  private CheckpointedSumResult() {}

  static void check(List<String> lines) {
    List<String> restored = lines.stream().filter(line -> line.startsWith("-")).toList();
    assertTrue(restored.contains(RESTORED_IN_THE_MIDDLE), "restored at: " + restored);
    for (int i = 0; i < 4; i++) {
      int remainder = i;
      int sum = IntStream.rangeClosed(1, 2000).filter(number -> number % 4 == remainder).sum();
      assertTrue(
          lines.contains(remainder + "," + sum),
          "no sum " + sum + " of remainder " + remainder + " in " + lines.size() + " lines");
    }
  }
}
