// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.protocol.wire.MasterLink;
import java.io.IOException;

/** Finds the JobManager that has followed the one a worker knew. */
@FunctionalInterface
public interface MasterLookup {

  /**
   * The way to a newer JobManager than the last one that was found; null if there is none. Blocks;
   * called by one thread at a time.
   */
  MasterLink newer() throws IOException;

  /** For sessions that end with their JobManager. */
  static MasterLookup none() {
    return () -> null;
  }
}
