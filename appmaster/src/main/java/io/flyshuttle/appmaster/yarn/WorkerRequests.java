// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;

/**
 * Containers asked for and not yet given. Each request has an allocation id of its own and a count
 * of one: YARN counts per id, so taking one back can never cancel another, and a container whose id
 * is not outstanding is known to be surplus. Owned by the thread of {@link YarnResourceProvider}.
 */
final class WorkerRequests {
  private final Resource size;
  private final String nodeLabel;
  private final Map<Long, Long> askedAtMillis = new LinkedHashMap<>();
  private final List<ResourceRequest> unsent = new ArrayList<>();
  private long nextId = 1;

  /**
   * @param size of one container
   * @param nodeLabel node label expression, empty for none
   */
  WorkerRequests(Resource size, String nodeLabel) {
    this.size = size;
    this.nodeLabel = nodeLabel;
  }

  /** How many containers are asked for and not yet given. */
  int outstanding() {
    return askedAtMillis.size();
  }

  /** Asks for more, or takes requests back, the youngest first. */
  void adjust(int outstanding, long nowMillis) {
    while (askedAtMillis.size() < outstanding) {
      long id = nextId++;
      askedAtMillis.put(id, nowMillis);
      unsent.add(request(id, 1));
    }
    if (askedAtMillis.size() > outstanding) {
      List<Long> ids = new ArrayList<>(askedAtMillis.keySet());
      for (int i = ids.size() - 1; askedAtMillis.size() > outstanding; i--) {
        askedAtMillis.remove(ids.get(i));
        unsent.add(request(ids.get(i), 0));
      }
    }
  }

  /** Whether a given container was asked for; if so its request is met. */
  boolean meets(Container container) {
    long id = container.getAllocationRequestId();
    boolean wanted =
        askedAtMillis.remove(id) != null
            && container.getResource().getMemorySize() >= size.getMemorySize();
    if (wanted) {
      Iterator<ResourceRequest> waiting = unsent.iterator();
      while (waiting.hasNext()) {
        if (waiting.next().getAllocationRequestId() == id) {
          waiting.remove();
        }
      }
    }
    return wanted;
  }

  /** What changed since the last call, to be sent with the next heartbeat. */
  List<ResourceRequest> takeUnsent() {
    List<ResourceRequest> changes = List.copyOf(unsent);
    unsent.clear();
    return changes;
  }

  /** After the ResourceManager lost its memory: everything has to be said again. */
  void sayAgain() {
    unsent.clear();
    for (long id : askedAtMillis.keySet()) {
      unsent.add(request(id, 1));
    }
  }

  /** How long the oldest request has been waiting, 0 if there is none. */
  long oldestAgeMillis(long nowMillis) {
    Iterator<Long> times = askedAtMillis.values().iterator();
    return times.hasNext() ? nowMillis - times.next() : 0;
  }

  private ResourceRequest request(long id, int count) {
    ResourceRequest.ResourceRequestBuilder builder =
        ResourceRequest.newBuilder()
            .priority(Priority.newInstance(1))
            .resourceName(ResourceRequest.ANY)
            .capability(size)
            .numContainers(count)
            .relaxLocality(true)
            .allocationRequestId(id);
    if (!nodeLabel.isEmpty()) {
      builder.nodeLabelExpression(nodeLabel);
    }
    return builder.build();
  }
}
