// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.metric.MetricTree;
import io.flyshuttle.core.metric.WindowHistogram;
import io.flyshuttle.worker.partition.LatencyMarker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long the way from each source to an operator takes: a histogram {@code latency} by source, in
 * milliseconds, over the last markers. Written by the task's thread, read by any.
 */
final class Latencies {
  private static final int MARKERS = 128;
  private static final double MOST = 0.99;

  private final MetricTree metrics;
  private final Map<OperatorID, WindowHistogram> bySource = new ConcurrentHashMap<>();

  /**
   * @param metrics group of the operator
   */
  Latencies(MetricTree metrics) {
    this.metrics = metrics;
  }

  void onMarker(LatencyMarker marker) {
    bySource
        .computeIfAbsent(
            marker.source(),
            source ->
                metrics
                    .addGroup("source_id", source.toString())
                    .histogram("latency", new WindowHistogram(MARKERS)))
        // clocks of two hosts may differ
        .update(Math.max(0, System.currentTimeMillis() - marker.markedMillis()));
  }

  /** What 99 % of the last markers stay below, of the source that is farthest; -1 before any. */
  long mostMillis() {
    return bySource.values().stream()
        .mapToLong(latency -> Math.round(latency.getStatistics().getQuantile(MOST)))
        .max()
        .orElse(-1);
  }
}
