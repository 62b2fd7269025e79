// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which nodes to avoid: those where workers failed {@link #FAILURES} times within {@link
 * #WINDOW_MILLIS}, for as long. Not all nodes of a cluster are ever avoided at once, lest a bad jar
 * stop everything. Owned by the thread of {@link YarnResourceProvider}.
 */
final class NodeAvoidance {
  static final int FAILURES = 2;
  static final long WINDOW_MILLIS = 10 * 60_000L;

  private final Map<String, ArrayDeque<Long>> failures = new HashMap<>();
  private final Map<String, Long> avoidedUntil = new HashMap<>();

  /**
   * Notes a failure that the node is to blame for, or may be.
   *
   * @param clusterNodes how many nodes there are
   * @return whether the node is to be avoided from now on
   */
  boolean onFailure(String host, long nowMillis, int clusterNodes) {
    ArrayDeque<Long> times = failures.computeIfAbsent(host, h -> new ArrayDeque<>());
    times.addLast(nowMillis);
    while (times.peekFirst() <= nowMillis - WINDOW_MILLIS) {
      times.removeFirst();
    }
    boolean avoid =
        times.size() >= FAILURES
            && !avoidedUntil.containsKey(host)
            && (avoidedUntil.size() + 1) * 2 <= clusterNodes;
    if (avoid) {
      avoidedUntil.put(host, nowMillis + WINDOW_MILLIS);
    }
    return avoid;
  }

  /** Nodes whose time is over; they may be used again. */
  List<String> expired(long nowMillis) {
    List<String> hosts = new ArrayList<>();
    avoidedUntil.forEach(
        (host, until) -> {
          if (until <= nowMillis) {
            hosts.add(host);
          }
        });
    for (String host : hosts) {
      avoidedUntil.remove(host);
      failures.remove(host);
    }
    return hosts;
  }
}
