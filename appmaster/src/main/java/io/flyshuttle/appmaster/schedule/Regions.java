// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The pipelined regions of an execution graph: sets of subtasks that are connected by pipelined
 * edges, so that they must run at the same time. A region is what is scheduled at once and
 * restarted at once. Regions that wait for each other in a circle, through blocking edges, are one.
 * Immutable; regions are numbered in an order in which each comes after those it reads from.
 */
public final class Regions {
  private final ExecutionGraph graph;
  private final int[] regionOf;
  private final List<List<Subtask>> regions;
  private final List<BitSet> producers;
  private final List<BitSet> consumers;

  private Regions(ExecutionGraph graph) {
    this.graph = graph;
    DisjointSets sets = new DisjointSets(graph.subtasks().size());
    for (JobEdge edge : graph.jobGraph().edges()) {
      if (edge.exchange() == ExchangeMode.PIPELINED) {
        joinEnds(edge, sets);
      }
    }
    mergeCircles(sets);
    this.regionOf = new int[graph.subtasks().size()];
    this.regions = inTopologicalOrder(sets);
    this.producers = new ArrayList<>();
    this.consumers = new ArrayList<>();
    for (int r = 0; r < regions.size(); r++) {
      producers.add(new BitSet());
      consumers.add(new BitSet());
    }
    forEachConnection(
        (edge, producer, consumer) -> {
          int from = regionOf[producer];
          int to = regionOf[consumer];
          if (from != to) {
            producers.get(to).set(from);
            consumers.get(from).set(to);
          }
        });
  }

  /** Computes the regions of a graph. */
  public static Regions of(ExecutionGraph graph) {
    return new Regions(graph);
  }

  /** How many regions there are. */
  public int count() {
    return regions.size();
  }

  /** The subtasks of a region, in topological order. */
  public List<Subtask> subtasks(int region) {
    return regions.get(region);
  }

  /** The region of a subtask. */
  public int regionOf(int subtask) {
    return regionOf[subtask];
  }

  /** Regions from which {@code region} reads through blocking edges. */
  public BitSet producers(int region) {
    return (BitSet) producers.get(region).clone();
  }

  /** Regions that read from {@code region} through blocking edges. */
  public BitSet consumers(int region) {
    return (BitSet) consumers.get(region).clone();
  }

  private interface Connection {
    void accept(JobEdge edge, int producer, int consumer);
  }

  private void joinEnds(JobEdge edge, DisjointSets sets) {
    Wiring wiring = graph.wiring(edge);
    if (edge.pattern() == DistributionPattern.ALL_TO_ALL) {
      int first = graph.id(edge.sourceVertex(), 0);
      for (int p = 1; p < wiring.producers(); p++) {
        sets.join(first, graph.id(edge.sourceVertex(), p));
      }
      for (int c = 0; c < wiring.consumers(); c++) {
        sets.join(first, graph.id(edge.targetVertex(), c));
      }
      return;
    }
    forEachConnection(edge, (e, producer, consumer) -> sets.join(producer, consumer));
  }

  private void forEachConnection(Connection connection) {
    for (JobEdge edge : graph.jobGraph().edges()) {
      forEachConnection(edge, connection);
    }
  }

  private void forEachConnection(JobEdge edge, Connection connection) {
    Wiring wiring = graph.wiring(edge);
    for (int c = 0; c < wiring.consumers(); c++) {
      Wiring.Range from = wiring.producersOf(c);
      int consumer = graph.id(edge.targetVertex(), c);
      for (int p = from.first(); p < from.end(); p++) {
        connection.accept(edge, graph.id(edge.sourceVertex(), p), consumer);
      }
    }
  }

  /**
   * Joins regions that can reach each other. The subtasks are in topological order, so a circle of
   * regions shows as a region that reads from one which is reachable from it.
   */
  private void mergeCircles(DisjointSets sets) {
    boolean merged = true;
    while (merged) {
      merged = false;
      int size = graph.subtasks().size();
      List<BitSet> readsFrom = new ArrayList<>();
      for (int s = 0; s < size; s++) {
        readsFrom.add(null);
      }
      forEachConnection(
          (edge, producer, consumer) -> {
            int from = sets.find(producer);
            int to = sets.find(consumer);
            if (from != to) {
              BitSet set = readsFrom.get(to);
              if (set == null) {
                set = new BitSet();
                readsFrom.set(to, set);
              }
              set.set(from);
            }
          });
      List<int[]> circles = new Circles(readsFrom).find();
      for (int[] circle : circles) {
        for (int member : circle) {
          sets.join(circle[0], member);
          merged = true;
        }
      }
    }
  }

  private List<List<Subtask>> inTopologicalOrder(DisjointSets sets) {
    int size = graph.subtasks().size();
    List<List<Subtask>> members = new ArrayList<>();
    int[] provisional = new int[size];
    int[] numberOfRoot = new int[size];
    Arrays.fill(numberOfRoot, -1);
    for (Subtask subtask : graph.subtasks()) {
      int root = sets.find(subtask.id());
      if (numberOfRoot[root] < 0) {
        numberOfRoot[root] = members.size();
        members.add(new ArrayList<>());
      }
      provisional[subtask.id()] = numberOfRoot[root];
      members.get(numberOfRoot[root]).add(subtask);
    }
    List<BitSet> readsFrom = new ArrayList<>();
    for (int r = 0; r < members.size(); r++) {
      readsFrom.add(new BitSet());
    }
    forEachConnection(
        (edge, producer, consumer) -> {
          if (provisional[producer] != provisional[consumer]) {
            readsFrom.get(provisional[consumer]).set(provisional[producer]);
          }
        });
    List<List<Subtask>> ordered = new ArrayList<>();
    boolean[] done = new boolean[members.size()];
    for (int r = 0; r < members.size(); r++) {
      visit(r, readsFrom, done, members, ordered);
    }
    return ordered;
  }

  /** Depth first without recursion: a long program has many stages. */
  private void visit(
      int start,
      List<BitSet> readsFrom,
      boolean[] done,
      List<List<Subtask>> members,
      List<List<Subtask>> ordered) {
    ArrayDeque<Integer> stack = new ArrayDeque<>();
    stack.push(start);
    while (!stack.isEmpty()) {
      int region = stack.peek();
      int next = done[region] ? -1 : firstUndone(readsFrom.get(region), done);
      if (next >= 0) {
        stack.push(next);
        continue;
      }
      stack.pop();
      if (!done[region]) {
        done[region] = true;
        for (Subtask subtask : members.get(region)) {
          regionOf[subtask.id()] = ordered.size();
        }
        ordered.add(List.copyOf(members.get(region)));
      }
    }
  }

  private static int firstUndone(BitSet regions, boolean[] done) {
    for (int r = regions.nextSetBit(0); r >= 0; r = regions.nextSetBit(r + 1)) {
      if (!done[r]) {
        return r;
      }
    }
    return -1;
  }
}
