// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.appmaster.schedule.EdgeSizes.Row;
import java.util.List;

/** One of the two inputs of a join, with the real size of its records; several edges if a union. */
final class JoinSide {
  private final List<EdgeSizes> edges;
  private final List<Row> rows;
  private final long[] bytes;
  private final long total;

  JoinSide(List<EdgeSizes> edges, int subpartitions) {
    this.edges = edges;
    this.rows = edges.stream().flatMap(edge -> edge.rows().stream()).toList();
    this.bytes = new long[subpartitions];
    long sum = 0;
    for (EdgeSizes edge : edges) {
      edge.addTo(bytes);
    }
    for (long size : bytes) {
      sum += size;
    }
    this.total = sum;
  }

  /** Number of the join's input. */
  int input() {
    return edges.get(0).edge().targetInput();
  }

  List<EdgeSizes> edges() {
    return edges;
  }

  /** The results of all producers, edge by edge. */
  List<Row> rows() {
    return rows;
  }

  /** Size of a subpartition, over all producers. */
  long bytes(int subpartition) {
    return bytes[subpartition];
  }

  long total() {
    return total;
  }

  boolean isDivisible() {
    return edges.stream().allMatch(edge -> edge.edge().placement().divisible());
  }

  /** Whether all of it may be given to each subtask. */
  boolean mayBeReplicated() {
    return edges.stream()
        .mapToLong(edge -> edge.edge().placement().replicateUpToBytes())
        .allMatch(most -> most > 0 && total <= most);
  }
}
