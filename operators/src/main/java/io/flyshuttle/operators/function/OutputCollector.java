// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.function;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.Output;

/**
 * The collector that user functions emit to. Its owner sets the timestamp that the emitted records
 * get. Used by the operator's thread only.
 *
 * @param <T> type of the records
 */
public final class OutputCollector<T> implements Collector<T> {
  private final Output<T> output;
  private long timestamp = Operator.NO_TIMESTAMP;

  public OutputCollector(Output<T> output) {
    this.output = output;
  }

  /** The timestamp of the records collected from now on, in milliseconds since 1970. */
  public void setTimestamp(long newTimestamp) {
    this.timestamp = newTimestamp;
  }

  @Override
  public void collect(T record) {
    output.emit(record, timestamp);
  }

  /** Does nothing: the task ends the output. */
  @Override
  public void close() {}
}
