// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.yarn.api.records.Container;

/** Starts and stops workers in containers. Calls return at once; one runs per thread. */
interface WorkerLauncher extends AutoCloseable {

  /**
   * Starts a worker.
   *
   * @return completed when the NodeManager has accepted the container, or failed
   */
  CompletableFuture<Void> launch(Container container);

  /** Ends a container; a failure is logged only, as the ResourceManager is told too. */
  void stop(Container container);

  /** Frees the threads; containers are left alone. */
  @Override
  void close();
}
