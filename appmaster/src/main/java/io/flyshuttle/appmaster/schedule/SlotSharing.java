// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import io.flyshuttle.appmaster.schedule.ExecutionGraph.Subtask;
import io.flyshuttle.core.graph.JobVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which subtasks of a job share a slot. The slots of a slot sharing group are as many as its
 * largest parallelism; the subtasks of each vertex are spread over them evenly and in order, so
 * that no two subtasks of a vertex meet, and neighbours of pointwise edges do. Immutable.
 */
public final class SlotSharing {

  /**
   * A slot that a job needs, before it is known which one it gets.
   *
   * @param group the slot sharing group
   * @param index among the group's slots
   */
  public record LogicalSlot(String group, int index) {}

  private final List<LogicalSlot> slotOfSubtask;
  private final int total;

  private SlotSharing(List<LogicalSlot> slotOfSubtask, int total) {
    this.slotOfSubtask = slotOfSubtask;
    this.total = total;
  }

  /** Assigns all subtasks. */
  public static SlotSharing of(ExecutionGraph graph) {
    Map<String, Integer> sizes = new HashMap<>();
    for (JobVertex vertex : graph.jobGraph().vertices()) {
      sizes.merge(vertex.slotSharingGroup(), vertex.parallelism(), Math::max);
    }
    List<LogicalSlot> slots = new ArrayList<>();
    for (Subtask subtask : graph.subtasks()) {
      JobVertex vertex = graph.vertex(subtask.vertex());
      String group = vertex.slotSharingGroup();
      long size = sizes.get(group);
      slots.add(new LogicalSlot(group, (int) (subtask.index() * size / vertex.parallelism())));
    }
    int total = sizes.values().stream().mapToInt(Integer::intValue).sum();
    return new SlotSharing(List.copyOf(slots), total);
  }

  /** The slot of a subtask. */
  public LogicalSlot slotOf(int subtask) {
    return slotOfSubtask.get(subtask);
  }

  /** How many slots the job needs if all of it runs at once. */
  public int total() {
    return total;
  }

  /** The slots of some subtasks and who is in them, in the order of group and index. */
  public Map<LogicalSlot, List<Subtask>> slotsOf(List<Subtask> subtasks) {
    Map<LogicalSlot, List<Subtask>> slots = new LinkedHashMap<>();
    subtasks.stream()
        .sorted(
            (a, b) -> {
              LogicalSlot first = slotOf(a.id());
              LogicalSlot second = slotOf(b.id());
              int byGroup = first.group().compareTo(second.group());
              return byGroup != 0 ? byGroup : Integer.compare(first.index(), second.index());
            })
        .forEach(s -> slots.computeIfAbsent(slotOf(s.id()), k -> new ArrayList<>()).add(s));
    return slots;
  }
}
