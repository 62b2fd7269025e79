// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds the circles (strongly connected sets of more than one node) of a directed graph. */
final class Circles {
  private static final int UNSEEN = -1;

  private final List<BitSet> successors;
  private final int[] order;
  private final int[] low;
  private final boolean[] open;
  private final ArrayDeque<Integer> path = new ArrayDeque<>();
  private final List<int[]> circles = new ArrayList<>();
  private int counter;

  /**
   * Looks at a graph.
   *
   * @param successors of each node; null for none
   */
  Circles(List<BitSet> successors) {
    this.successors = successors;
    this.order = new int[successors.size()];
    this.low = new int[successors.size()];
    this.open = new boolean[successors.size()];
    Arrays.fill(order, UNSEEN);
  }

  /** All circles, each as its nodes. Tarjan's algorithm, without recursion. */
  List<int[]> find() {
    for (int node = 0; node < order.length; node++) {
      if (order[node] == UNSEEN && successors.get(node) != null) {
        explore(node);
      }
    }
    return circles;
  }

  private void explore(int start) {
    ArrayDeque<int[]> calls = new ArrayDeque<>();
    calls.push(enter(start));
    while (!calls.isEmpty()) {
      int[] call = calls.peek();
      int node = call[0];
      BitSet next = successors.get(node);
      int successor = next == null ? -1 : next.nextSetBit(call[1]);
      if (successor >= 0) {
        call[1] = successor + 1;
        if (order[successor] == UNSEEN) {
          calls.push(enter(successor));
        } else if (open[successor]) {
          low[node] = Math.min(low[node], order[successor]);
        }
        continue;
      }
      calls.pop();
      if (!calls.isEmpty()) {
        int caller = calls.peek()[0];
        low[caller] = Math.min(low[caller], low[node]);
      }
      if (low[node] == order[node]) {
        close(node);
      }
    }
  }

  private int[] enter(int node) {
    order[node] = counter;
    low[node] = counter;
    counter++;
    open[node] = true;
    path.push(node);
    return new int[] {node, 0};
  }

  private void close(int root) {
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = path.pop();
      open[member] = false;
      members.add(member);
    } while (member != root);
    if (members.size() > 1) {
      circles.add(members.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
  }
}
