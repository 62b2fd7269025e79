// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.tuple.Tuple2;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A graph that is the same every time, for examples that are given none: five islands of vertices
 * that no edge connects, each with random edges inside.
 */
final class BundledGraph {
  /** Vertices are numbered 1 to this. */
  static final int VERTICES = 100;

  private static final int ISLANDS = 5;
  private static final int EDGES = 240;

  private BundledGraph() {}

  static List<Long> vertices() {
    List<Long> vertices = new ArrayList<>();
    for (long vertex = 1; vertex <= VERTICES; vertex++) {
      vertices.add(vertex);
    }
    return vertices;
  }

  /**
   * Directed edges, each once and none from a vertex to itself; every vertex has one that leaves.
   */
  static List<Tuple2<Long, Long>> edges() {
    Random random = new Random(20);
    Set<Tuple2<Long, Long>> edges = new LinkedHashSet<>();
    int size = VERTICES / ISLANDS;
    for (long vertex = 1; vertex <= VERTICES; vertex++) {
      edges.add(Tuple2.of(vertex, neighbour(vertex, random, size)));
    }
    while (edges.size() < EDGES) {
      long vertex = 1 + random.nextInt(VERTICES);
      edges.add(Tuple2.of(vertex, neighbour(vertex, random, size)));
    }
    return List.copyOf(edges);
  }

  /** Another vertex of the same island: vertices of an island have the same rest. */
  private static long neighbour(long vertex, Random random, int size) {
    long steps = 1 + random.nextInt(size - 1);
    return (vertex - 1 + steps * ISLANDS) % VERTICES + 1;
  }
}
