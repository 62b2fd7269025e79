// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.KeyPlacement;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The edges of a plan, and which of them must be blocking so that no operator waits for itself.
 *
 * <p>An operator that reads one input after another holds up whoever sends it the later one. If
 * that sender, or anybody before it, is also needed for the earlier input, nothing moves any more.
 * So: a later input that comes from where the earlier ones come from, perhaps by way of other such
 * operators, is cut, and the others of the operator with it, so that the operator starts when its
 * producers are done.
 */
final class Exchanges {

  /** An edge on the way to its operator. */
  private static final class Edge {
    private final PlanNode target;
    private final int input;
    private final PlanNode source;
    private final TypeSerializer<?> serializer;
    private final boolean late;
    private Ship ship;

    private Edge(
        PlanNode target,
        int input,
        PlanNode source,
        Ship ship,
        TypeSerializer<?> serializer,
        boolean late) {
      this.target = target;
      this.input = input;
      this.source = source;
      this.ship = ship;
      this.serializer = serializer;
      this.late = late;
    }

    private boolean isBlocking() {
      return ship.exchange() == ExchangeMode.BLOCKING;
    }
  }

  /**
   * An edge as others see it.
   *
   * @param input the target's input
   * @param ship how the records get there
   */
  record Link(
      PlanNode target, int input, PlanNode source, Ship ship, TypeSerializer<?> serializer) {}

  /** What may become of an input if nobody goes by where the operator leaves its records. */
  private record Loose(PlanNode target, int input, KeyPlacement placement, PlacementUse use) {}

  private final List<Edge> edges = new ArrayList<>();
  private final List<Loose> loose = new ArrayList<>();

  /** The edges that lead to an operator. */
  List<Link> linksTo(PlanNode target) {
    return edges.stream()
        .filter(edge -> edge.target == target)
        .map(edge -> new Link(edge.target, edge.input, edge.source, edge.ship, edge.serializer))
        .toList();
  }

  /**
   * Adds an edge.
   *
   * @param late whether the target reads it after other inputs
   */
  void add(
      PlanNode target,
      int input,
      PlanNode source,
      Ship ship,
      TypeSerializer<?> serializer,
      boolean late) {
    edges.add(new Edge(target, input, source, ship, serializer, late));
  }

  /**
   * Lets the JobManager send records of an input elsewhere, if they come by a blocking edge.
   *
   * @param use whether anybody goes by where the operator leaves its records; asked at the end
   */
  void loosen(PlanNode target, int input, KeyPlacement placement, PlacementUse use) {
    loose.add(new Loose(target, input, placement, use));
  }

  /** Decides, and ties the edges to their operators. */
  void apply() {
    cutCircularWaits();
    separateStages();
    for (Loose each : loose) {
      if (!each.use.isUsed()) {
        for (Edge edge : edges) {
          if (edge.target == each.target && edge.input == each.input && edge.isBlocking()) {
            edge.ship = edge.ship.placed(each.placement);
          }
        }
      }
    }
    for (Edge edge : edges) {
      edge.target.input(edge.input, edge.source, "", edge.ship, edge.serializer);
    }
  }

  private void cutCircularWaits() {
    List<Edge> late = edges.stream().filter(e -> e.late && !e.isBlocking()).toList();
    for (Edge edge : late) {
      if (!edge.isBlocking() && waitsForItself(edge, late)) {
        for (Edge other : edges) {
          if (other.target == edge.target) {
            other.ship = other.ship.blocking();
          }
        }
      }
    }
  }

  /**
   * Whether holding up {@code start} can keep the start's own target from getting on: through
   * operators that feed both a held up edge and the earlier inputs of the next target.
   */
  private boolean waitsForItself(Edge start, List<Edge> late) {
    Set<Edge> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Edge> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      Set<PlanNode> heldUp = upstream(Set.of(open.poll().source));
      for (Edge next : late) {
        if (next.isBlocking() || seen.contains(next)) {
          continue;
        }
        if (!Collections.disjoint(heldUp, upstream(earlierSources(next)))) {
          if (next == start) {
            return true;
          }
          seen.add(next);
          open.add(next);
        }
      }
    }
    return false;
  }

  private Set<PlanNode> earlierSources(Edge edge) {
    Set<PlanNode> sources = newSet();
    for (Edge other : edges) {
      if (other.target == edge.target && other.input != edge.input && !other.isBlocking()) {
        sources.add(other.source);
      }
    }
    return sources;
  }

  /** All operators from which records come to {@code nodes} by pipelined edges, and these. */
  private Set<PlanNode> upstream(Set<PlanNode> nodes) {
    Set<PlanNode> found = newSet();
    found.addAll(nodes);
    Deque<PlanNode> open = new ArrayDeque<>(nodes);
    while (!open.isEmpty()) {
      PlanNode node = open.poll();
      for (Edge edge : edges) {
        if (edge.target == node && !edge.isBlocking() && found.add(edge.source)) {
          open.add(edge.source);
        }
      }
    }
    return found;
  }

  /**
   * What is connected by pipelined edges runs at one time; so a blocking edge must not lead from
   * such a stage back into it, on whatever way. Where it does, everything from its receiver on is
   * cut off from the rest.
   */
  private void separateStages() {
    for (Edge edge : edges) {
      if (edge.isBlocking() && leadsBack(edge)) {
        Set<PlanNode> after = downstream(edge.target);
        for (Edge other : edges) {
          if (after.contains(other.target) && !after.contains(other.source)) {
            other.ship = other.ship.blocking();
          }
        }
      }
    }
  }

  /** Whether the sender's stage can be reached from the receiver's. */
  private boolean leadsBack(Edge blocking) {
    Set<PlanNode> found = newSet();
    found.add(blocking.target);
    Deque<PlanNode> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      PlanNode node = open.poll();
      for (Edge edge : edges) {
        if (edge.source == node && found.add(edge.target)) {
          open.add(edge.target);
        }
        if (edge.target == node && !edge.isBlocking() && found.add(edge.source)) {
          open.add(edge.source);
        }
      }
    }
    return found.contains(blocking.source);
  }

  private Set<PlanNode> downstream(PlanNode start) {
    Set<PlanNode> found = newSet();
    found.add(start);
    Deque<PlanNode> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      PlanNode node = open.poll();
      for (Edge edge : edges) {
        if (edge.source == node && found.add(edge.target)) {
          open.add(edge.target);
        }
      }
    }
    return found;
  }

  private static Set<PlanNode> newSet() {
    Map<PlanNode, Boolean> map = new IdentityHashMap<>();
    return Collections.newSetFromMap(map);
  }
}
