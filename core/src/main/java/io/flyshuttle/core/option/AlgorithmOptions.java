// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Sorts and hash tables of batch jobs. */
public final class AlgorithmOptions {
  private AlgorithmOptions() {}

  public static final ConfigOption<Boolean> HASH_JOIN_BLOOM_FILTERS =
      WithoutEffect.flag(
          "taskmanager.runtime.hashjoin-bloom-filters", false, WithoutEffect.SORTING);

  public static final ConfigOption<Integer> SPILLING_MAX_FAN =
      WithoutEffect.number("taskmanager.runtime.max-fan", 128, WithoutEffect.SORTING);

  public static final ConfigOption<Float> SORT_SPILLING_THRESHOLD =
      WithoutEffect.part(
          "taskmanager.runtime.sort-spilling-threshold", 0.8f, WithoutEffect.SORTING);

  public static final ConfigOption<Boolean> USE_LARGE_RECORDS_HANDLER =
      WithoutEffect.flag("taskmanager.runtime.large-record-handler", false, WithoutEffect.SORTING);
}
