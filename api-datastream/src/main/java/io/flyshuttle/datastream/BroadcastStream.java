// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.type.TypeInformation;
import java.util.List;

/**
 * A stream that every subtask of the next operator reads whole, and the states that it fills.
 *
 * @param <T> type of the records
 */
public class BroadcastStream<T> {
  private final StreamExecutionEnvironment environment;
  private final DataStream<T> inputStream;
  private final List<MapStateDescriptor<?, ?>> broadcastStateDescriptors;

  BroadcastStream(
      StreamExecutionEnvironment environment,
      DataStream<T> inputStream,
      MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
    this.environment = environment;
    this.inputStream = inputStream;
    this.broadcastStateDescriptors = List.of(broadcastStateDescriptors);
  }

  public StreamExecutionEnvironment getEnvironment() {
    return environment;
  }

  public TypeInformation<T> getType() {
    return inputStream.getType();
  }

  public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
    return broadcastStateDescriptors;
  }

  DataStream<T> stream() {
    return inputStream;
  }
}
