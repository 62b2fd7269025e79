// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.plain;

import io.flyshuttle.benchmarks.jobs.ConnectedComponentsJob.RandomEdge;

/** B4 by hand: union-find in one thread. Arguments: parallelism (not used), vertices, edges. */
public final class ConnectedComponentsPlain {

  private ConnectedComponentsPlain() {}

  public static void main(String[] args) {
    int vertices = Integer.parseInt(args[1]);
    long edges = Long.parseLong(args[2]);
    long begin = System.nanoTime();
    int[] root = new int[vertices];
    for (int i = 0; i < vertices; i++) {
      root[i] = i;
    }
    for (long edge = 1; edge <= edges; edge++) {
      int a = find(root, (int) RandomEdge.end(edge, 0, vertices));
      int b = find(root, (int) RandomEdge.end(edge, 1, vertices));
      root[Math.max(a, b)] = Math.min(a, b);
    }
    long sum = 0;
    for (int i = 0; i < vertices; i++) {
      sum += find(root, i);
    }
    System.out.println("RESULT millis " + (System.nanoTime() - begin) / 1_000_000 + " sum " + sum);
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
