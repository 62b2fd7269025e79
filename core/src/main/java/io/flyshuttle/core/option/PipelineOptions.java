// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.Map;

/** What a program can set for one job. */
public final class PipelineOptions {
  private PipelineOptions() {}

  public static final ConfigOption<String> NAME =
      ConfigOptions.key("pipeline.name")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the job.");

  public static final ConfigOption<Boolean> OBJECT_REUSE =
      ConfigOptions.key("pipeline.object-reuse")
          .booleanType()
          .defaultValue(false)
          .withDescription(
              "Whether functions may be handed the same object again with other content.");

  public static final ConfigOption<Boolean> GENERIC_TYPES =
      ConfigOptions.key("pipeline.generic-types")
          .booleanType()
          .defaultValue(true)
          .withDescription("Whether types that only Kryo can serialize are allowed.");

  public static final ConfigOption<Integer> MAX_PARALLELISM =
      ConfigOptions.key("pipeline.max-parallelism")
          .intType()
          .defaultValue(-1)
          .withDescription(
              "Number of key groups of operators for which none is set: the upper bound"
                  + " of any later parallelism. -1 derives it.");

  public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL =
      ConfigOptions.key("pipeline.auto-watermark-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription("Time between two watermarks of generators that work periodically.");

  /** For who expects quiet hours, or wants to hear of a missing watermark sooner. */
  public static final ConfigOption<Duration> WATERMARK_PATIENCE =
      ConfigOptions.key("pipeline.watermark-patience")
          .durationType()
          .defaultValue(Duration.ofSeconds(60))
          .withDescription(
              "How long an event-time watermark may stand still, though records come, until the"
                  + " worker's log names the input that holds it back.");

  public static final ConfigOption<Boolean> OPERATOR_CHAINING =
      ConfigOptions.key("pipeline.operator-chaining")
          .booleanType()
          .defaultValue(true)
          .withFallbackKeys("pipeline.operator-chaining.enabled")
          .withDescription("Whether operators run in one task where they can.");

  public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS =
      ConfigOptions.key("pipeline.global-job-parameters")
          .mapType()
          .noDefaultValue()
          .withDescription("Parameters that all functions of the job can read.");
}
