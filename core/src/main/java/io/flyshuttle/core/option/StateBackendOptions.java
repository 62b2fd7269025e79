// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Where state lives while a job runs. */
public final class StateBackendOptions {
  private StateBackendOptions() {}

  public static final ConfigOption<String> STATE_BACKEND =
      ConfigOptions.key("state.backend")
          .stringType("jobmanager", "filesystem", "hashmap", "rocksdb")
          .defaultValue("jobmanager")
          .withFallbackKeys("state.backend.type")
          .withDescription(
              "Where state lives and goes: jobmanager (objects on the heap, snapshots in"
                  + " the JobManager), filesystem or hashmap (objects on the heap, snapshots in"
                  + " files), rocksdb (local disk, snapshots in files).");
}
