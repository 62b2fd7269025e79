// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.resource;

import java.util.Map;

/** What a {@link ResourceProvider} tells. Any thread may call; the calls return at once. */
public interface WorkerListener {

  /**
   * Which workers the session has from attempts before this one, mostly none. Told once, before
   * anything of these workers is.
   *
   * @param hosts each worker's host by its id
   */
  void onEarlierWorkers(Map<String, String> hosts);

  /** A container was allocated; the worker in it is being launched. */
  void onWorkerAllocated(String workerId, String host);

  /** The worker's process was launched; it will register itself. */
  void onWorkerStarted(String workerId, String host);

  /** The worker, or the container that was to become one, has ended. */
  void onWorkerEnded(WorkerExit exit);

  /**
   * Why wanted workers do not come, for people waiting: "queue default is full". Empty when there
   * is no obstacle any more.
   */
  void onShortage(String reason);

  /** The provider cannot go on: the session must end. */
  void onProviderFailed(Throwable failure);
}
