// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** First the splits whose bytes lie on the reader's host, then any, in order. */
public class LocalityAwareSplitAssigner implements FileSplitAssigner {
  private final Map<String, FileSourceSplit> splits = new LinkedHashMap<>();
  private final Map<String, Set<String>> idsByHost = new HashMap<>();

  public LocalityAwareSplitAssigner(Collection<FileSourceSplit> splits) {
    addSplits(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(String hostname) {
    Set<String> local = hostname == null ? null : idsByHost.get(plain(hostname));
    String chosen = local != null && !local.isEmpty() ? local.iterator().next() : null;
    if (chosen == null && !splits.isEmpty()) {
      chosen = splits.keySet().iterator().next();
    }
    if (chosen == null) {
      return Optional.empty();
    }
    FileSourceSplit split = splits.remove(chosen);
    for (String host : split.hostnames()) {
      idsByHost.get(plain(host)).remove(chosen);
    }
    return Optional.of(split);
  }

  /** Hosts are known by full names here and by short ones there. */
  private static String plain(String host) {
    int dot = host.indexOf('.');
    boolean address = host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    return (dot < 0 || address ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT);
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> newSplits) {
    for (FileSourceSplit split : newSplits) {
      splits.put(split.splitId(), split);
      for (String host : split.hostnames()) {
        idsByHost.computeIfAbsent(plain(host), h -> new LinkedHashSet<>()).add(split.splitId());
      }
    }
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return new ArrayList<>(splits.values());
  }
}
