// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.plain;

import io.flyshuttle.benchmarks.jobs.Measurement;
import io.flyshuttle.benchmarks.jobs.RandomEdges;

/** B4 by hand: union-find in one thread. Arguments: parallelism (not used), edges, vertices. */
public final class ConnectedComponentsPlain {

  private ConnectedComponentsPlain() {}

  public static void main(String[] args) throws Exception {
    long edges = Long.parseLong(args[1]);
    int vertices = Integer.parseInt(args[2]);
    Measurement.run(edges, edges, count -> job(count, vertices));
  }

  private static void job(long edges, int vertices) {
    Measurement.start();
    int[] root = new int[vertices];
    for (int i = 0; i < vertices; i++) {
      root[i] = i;
    }
    for (long edge = 1; edge <= edges; edge++) {
      int a = find(root, (int) RandomEdges.end(edge, 0, vertices));
      int b = find(root, (int) RandomEdges.end(edge, 1, vertices));
      root[Math.max(a, b)] = Math.min(a, b);
    }
    for (int i = 0; i < vertices; i++) {
      Measurement.add(Measurement.mix((long) i * vertices + find(root, i)));
    }
  }

  private static int find(int[] root, int vertex) {
    int found = vertex;
    while (root[found] != found) {
      root[found] = root[root[found]];
      found = root[found];
    }
    return found;
  }
}
