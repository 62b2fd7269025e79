// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/** What is known of a snapshot that is being taken. */
public interface ManagedSnapshotContext {

  /** Id of the checkpoint; grows strictly. */
  long getCheckpointId();

  /** When the JobManager started the checkpoint, in milliseconds since 1970. */
  long getCheckpointTimestamp();
}
