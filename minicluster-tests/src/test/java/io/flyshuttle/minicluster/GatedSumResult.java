// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.util.List;
import java.util.stream.IntStream;

/** What {@link io.flyshuttle.minicluster.program.GatedSum} writes last for each remainder. */
final class GatedSumResult {
  static final List<String> LINES =
      IntStream.range(0, 4)
          .mapToObj(r -> r + "," + IntStream.rangeClosed(1, 1000).filter(i -> i % 4 == r).sum())
          .toList();

  private GatedSumResult() {}
}
