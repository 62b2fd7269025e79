// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.ConfigOptions;
import io.flyshuttle.core.time.TimeCharacteristic;

/** What a program can set for a stream job. */
public final class StreamPipelineOptions {
  private StreamPipelineOptions() {}

  /** As {@link StreamExecutionEnvironment#setStreamTimeCharacteristic}. */
  public static final ConfigOption<TimeCharacteristic> TIME_CHARACTERISTIC =
      ConfigOptions.key("pipeline.time-characteristic")
          .enumType(TimeCharacteristic.class)
          .defaultValue(TimeCharacteristic.EventTime)
          .withDescription("Which time windows and timers go by.");
}
