// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.core.graph.InputSplitSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deals the splits of a source to its subtasks, one by one, on demand: first those whose data lies
 * on the asking host, then those that lie on no host that asks, then any.
 */
final class SplitAssigner {
  private final List<InputSplitSpec> splits;
  private final Set<Integer> left = new LinkedHashSet<>();
  private final Map<String, ArrayDeque<Integer>> byHost = new HashMap<>();
  private final Map<Integer, List<Integer>> given = new HashMap<>();
  private final Map<Integer, Answer> last = new HashMap<>();
  private final Set<String> askingHosts = new LinkedHashSet<>();
  private final TreeMap<Long, Map<Integer, Integer>> marks = new TreeMap<>();
  private int localGiven;

  /** The last answer to a subtask: a repeated request gets it again. */
  private record Answer(int attempt, long request, Integer split) {}

  SplitAssigner(List<InputSplitSpec> splits) {
    this.splits = splits;
    for (int i = 0; i < splits.size(); i++) {
      offer(i);
    }
  }

  private void offer(int split) {
    left.add(split);
    for (String host : splits.get(split).hosts()) {
      byHost.computeIfAbsent(host, h -> new ArrayDeque<>()).add(split);
    }
  }

  /**
   * The next split for a subtask, null if none is left.
   *
   * @param request number of the request; the same number gets the same answer
   */
  byte[] next(int subtask, int attempt, long request, String host) {
    Answer before = last.get(subtask);
    if (before != null && before.attempt() == attempt && before.request() == request) {
      return bytes(before.split());
    }
    askingHosts.add(host);
    Integer split = takeLocal(host);
    if (split == null) {
      split = takeRemote();
    }
    last.put(subtask, new Answer(attempt, request, split));
    if (split != null) {
      given.computeIfAbsent(subtask, s -> new ArrayList<>()).add(split);
    }
    return bytes(split);
  }

  private byte[] bytes(Integer split) {
    return split == null ? null : splits.get(split).split();
  }

  private Integer takeLocal(String host) {
    ArrayDeque<Integer> local = byHost.get(host);
    while (local != null && !local.isEmpty()) {
      Integer split = local.poll();
      if (left.remove(split)) {
        localGiven++;
        return split;
      }
    }
    return null;
  }

  private Integer takeRemote() {
    Integer chosen = null;
    for (Integer split : left) {
      if (splits.get(split).hosts().stream().noneMatch(askingHosts::contains)) {
        chosen = split;
        break;
      }
    }
    if (chosen == null && !left.isEmpty()) {
      chosen = left.iterator().next();
    }
    if (chosen != null) {
      left.remove(chosen);
    }
    return chosen;
  }

  /**
   * A checkpoint is triggered: what was given before is in the state of its reader.
   *
   * @param oldestKept no subtask will start from a checkpoint before this one
   */
  void mark(long checkpointId, long oldestKept) {
    if (splits.isEmpty()) {
      return;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    given.forEach((subtask, list) -> counts.put(subtask, list.size()));
    marks.headMap(oldestKept).clear();
    marks.put(checkpointId, counts);
  }

  /**
   * The subtask starts anew: what it got goes back, to be read by whoever asks first, except for
   * what it had got before the checkpoint that it starts from.
   *
   * @param checkpointId negative if it starts without state
   */
  void giveBack(int subtask, long checkpointId) {
    last.remove(subtask);
    List<Integer> list = given.get(subtask);
    if (list == null) {
      return;
    }
    int kept = marks.getOrDefault(checkpointId, Map.of()).getOrDefault(subtask, 0);
    List<Integer> returned = list.subList(kept, list.size());
    returned.forEach(this::offer);
    returned.clear();
  }

  JobReport.Splits report() {
    return new JobReport.Splits(splits.size(), left(), localGiven);
  }

  /** Splits that nobody has got yet. */
  int left() {
    return left.size();
  }

  /** Splits that were read where their data lies. */
  int localGiven() {
    return localGiven;
  }
}
