// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

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
    for (String sum : GatedSumResult.linesUpTo(2000)) {
      assertTrue(lines.contains(sum), "no sum " + sum + " in " + lines.size() + " lines");
    }
  }
}
