// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.util.List;
import java.util.stream.IntStream;

/** What {@link io.flyshuttle.minicluster.program.GatedSum} writes last for each remainder. */
final class GatedSumResult {
  static final List<String> LINES = linesUpTo(1000);

  private GatedSumResult() {}

  /** The sums of the numbers from 1 by their remainder of 4. */
  static List<String> linesUpTo(int last) {
    return IntStream.range(0, 4)
        .mapToObj(r -> r + "," + IntStream.rangeClosed(1, last).filter(i -> i % 4 == r).sum())
        .toList();
  }
}
