// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

/** Sets of numbers that are joined, never split (union-find with path halving). */
final class DisjointSets {
  private final int[] parent;

  DisjointSets(int size) {
    parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
  }

  /** The number that stands for the set of {@code member}. */
  int find(int member) {
    int m = member;
    while (parent[m] != m) {
      parent[m] = parent[parent[m]];
      m = parent[m];
    }
    return m;
  }

  /** Makes one set of the sets of both; the lower number stands for it. */
  void join(int first, int second) {
    int a = find(first);
    int b = find(second);
    parent[Math.max(a, b)] = Math.min(a, b);
  }
}
