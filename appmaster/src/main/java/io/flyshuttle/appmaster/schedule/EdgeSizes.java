// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.core.graph.JobEdge;
import java.util.List;

/**
 * The real size of what complete results hold for an edge. Arrays are not to be changed.
 *
 * @param edge the edge, all to all
 * @param rows one for each subtask of the producer that ran, at least one
 */
public record EdgeSizes(JobEdge edge, List<Row> rows) {

  /**
   * The result of one producing subtask.
   *
   * @param producer index of the subtask
   * @param worker id of the worker that holds the result
   * @param bytes size of each subpartition
   */
  public record Row(int producer, String worker, long[] bytes) {}

  /** Adds the size of each subpartition, over all producers. */
  void addTo(long[] sums) {
    for (Row row : rows) {
      for (int s = 0; s < sums.length; s++) {
        sums[s] += row.bytes[s];
      }
    }
  }
}
