// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.protocol.message.WorkerMessage;

/** The JobManager's way to one worker. Messages arrive in order, or not at all. */
@FunctionalInterface
public interface WorkerLink {
  /** Sends; returns at once, from any one thread at a time. */
  void send(WorkerMessage message);
}
