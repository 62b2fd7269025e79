// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hands a split to a subtask on a host that has its data if there is one; else the split that the
 * fewest hosts could still read locally.
 */
public final class LocatableInputSplitAssigner implements InputSplitAssigner {
  private final Set<LocatableInputSplit> left;
  private final Map<String, Set<LocatableInputSplit>> byHost = new HashMap<>();
  private int local;
  private int remote;

  /** Hands out {@code splits}. */
  public LocatableInputSplitAssigner(LocatableInputSplit[] splits) {
    this(Arrays.asList(splits));
  }

  /** Hands out {@code splits}. */
  public LocatableInputSplitAssigner(Collection<? extends LocatableInputSplit> splits) {
    left = new LinkedHashSet<>(splits);
    left.forEach(this::index);
  }

  private void index(LocatableInputSplit split) {
    for (String host : split.getHostnames()) {
      if (host != null) {
        byHost.computeIfAbsent(normalize(host), key -> new LinkedHashSet<>()).add(split);
      }
    }
  }

  /** Hosts are compared by their first name: some parties know only that. */
  private static String normalize(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int dot = lower.indexOf('.');
    boolean isAddress = !lower.isEmpty() && Character.isDigit(lower.charAt(lower.length() - 1));
    return dot > 0 && !isAddress ? lower.substring(0, dot) : lower;
  }

  @Override
  public synchronized LocatableInputSplit getNextInputSplit(String host, int taskId) {
    LocatableInputSplit chosen = null;
    if (host != null) {
      chosen = leastWanted(byHost.getOrDefault(normalize(host), Set.of()));
    }
    if (chosen != null) {
      local++;
    } else {
      chosen = leastWanted(left);
      if (chosen == null) {
        return null;
      }
      remote++;
    }
    left.remove(chosen);
    for (String holder : chosen.getHostnames()) {
      if (holder != null) {
        byHost.get(normalize(holder)).remove(chosen);
      }
    }
    return chosen;
  }

  private LocatableInputSplit leastWanted(Set<LocatableInputSplit> candidates) {
    LocatableInputSplit best = null;
    for (LocatableInputSplit split : candidates) {
      if (best == null || split.getHostnames().length < best.getHostnames().length) {
        best = split;
      }
      if (best.getHostnames().length <= 1) {
        return best;
      }
    }
    return best;
  }

  @Override
  public synchronized void returnInputSplit(List<InputSplit> splits, int taskId) {
    for (InputSplit split : splits) {
      LocatableInputSplit returned = (LocatableInputSplit) split;
      if (!left.add(returned)) {
        throw new IllegalStateException("split " + split + " was not handed out");
      }
      index(returned);
    }
  }

  /** How many splits were handed to a host with their data. */
  public synchronized int getNumberOfLocalAssignments() {
    return local;
  }

  /** How many splits were handed to another host. */
  public synchronized int getNumberOfRemoteAssignments() {
    return remote;
  }
}
