// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.protocol.message.MasterMessage;

/** A worker's way to the JobManager. Messages of one thread arrive in order, or not at all. */
@FunctionalInterface
public interface MasterLink {
  /** Sends; returns at once. Any thread. */
  void send(MasterMessage message);
}
