// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.connector.UserCodeClassLoader;
import io.flyshuttle.core.metric.SourceReaderMetricGroup;
import io.flyshuttle.core.option.Configuration;

/** What a reader may use of its task. */
public interface SourceReaderContext {

  SourceReaderMetricGroup metricGroup();

  /** Settings of the worker that a program may see. */
  Configuration getConfiguration();

  String getLocalHostName();

  int getIndexOfSubtask();

  /** Asks the enumerator for one more split. Task's thread only. */
  void sendSplitRequest();

  /** Sends the enumerator a message. Task's thread only. */
  void sendSourceEventToCoordinator(SourceEvent sourceEvent);

  UserCodeClassLoader getUserCodeClassLoader();

  /** Number of readers. */
  default int currentParallelism() {
    throw new UnsupportedOperationException("this context does not know the parallelism");
  }
}
