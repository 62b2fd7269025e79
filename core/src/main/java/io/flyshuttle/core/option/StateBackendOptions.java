// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Where state lives while a job runs. */
public final class StateBackendOptions {
  private StateBackendOptions() {}

  public static final ConfigOption<String> STATE_BACKEND =
      ConfigOptions.key("state.backend")
          .stringType("jobmanager", "filesystem", "hashmap", "paged", "rocksdb")
          .defaultValue("jobmanager")
          .withFallbackKeys("state.backend.type")
          .withDescription(
              "Where state lives and goes: jobmanager (objects on the heap, snapshots in"
                  + " the JobManager), filesystem or hashmap (objects on the heap, snapshots in"
                  + " files), paged (bytes in managed memory, incremental snapshots), rocksdb (local disk,"
                  + " incremental snapshots; needs its jars, see docs/design/021-rocksdb-store.md).");

  // names that programs and settings of other engines have; they are said to have no effect

  public static final ConfigOption<Boolean> LATENCY_TRACK_ENABLED =
      StateLatencyTrackOptions.LATENCY_TRACK_ENABLED;

  public static final ConfigOption<Integer> LATENCY_TRACK_SAMPLE_INTERVAL =
      StateLatencyTrackOptions.LATENCY_TRACK_SAMPLE_INTERVAL;

  public static final ConfigOption<Integer> LATENCY_TRACK_HISTORY_SIZE =
      StateLatencyTrackOptions.LATENCY_TRACK_HISTORY_SIZE;

  public static final ConfigOption<Boolean> LATENCY_TRACK_STATE_NAME_AS_VARIABLE =
      StateLatencyTrackOptions.LATENCY_TRACK_STATE_NAME_AS_VARIABLE;
}
