// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.resource;

/**
 * Where workers come from: YARN, or this JVM. The session says how many workers it wants; the
 * provider sees to it that there are as many, and tells what becomes of them.
 *
 * <p>Methods are called on the control thread and must not block; the listener may be called on any
 * thread.
 */
public interface ResourceProvider {

  /** Begins. Called once, before anything else. */
  void start(WorkerListener listener);

  /**
   * From now on {@code demand} is wanted: repeated whenever it changes. The provider asks for more
   * if there are fewer workers (asked for, allocated, starting or running) than {@link
   * WorkerDemand#workers}. If there are more, it takes back requests that are not yet met, and
   * gives containers that come nevertheless back at once; running workers are ended only by {@link
   * #release}.
   */
  void want(WorkerDemand demand);

  /**
   * The worker is not needed any more: ends it, kindly if {@code graceful} (it has been told to
   * shut down and gets a moment), else at once. Its end is reported as an expected one. A worker
   * that is not known is no error.
   */
  void release(String workerId, boolean graceful, String reason);

  /** Ends all workers and takes back all requests; nothing is reported afterwards. */
  void stop();
}
