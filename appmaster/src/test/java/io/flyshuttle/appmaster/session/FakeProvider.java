// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.session;

import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what is asked of it. */
final class FakeProvider implements ResourceProvider {
  final List<WorkerDemand> demands = new ArrayList<>();
  final Map<String, String> earlier = new LinkedHashMap<>();
  final List<String> released = new ArrayList<>();
  WorkerListener listener;
  boolean stopped;

  @Override
  public void start(WorkerListener workerListener) {
    listener = workerListener;
    listener.onEarlierWorkers(earlier);
  }

  @Override
  public void want(WorkerDemand demand) {
    demands.add(demand);
  }

  @Override
  public void release(String workerId, boolean graceful, String reason) {
    released.add(workerId);
  }

  @Override
  public void stop() {
    stopped = true;
  }

  WorkerDemand wanted() {
    return demands.isEmpty() ? new WorkerDemand(0, 0) : demands.get(demands.size() - 1);
  }
}
