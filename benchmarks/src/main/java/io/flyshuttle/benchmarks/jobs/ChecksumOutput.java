// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.option.Configuration;

/**
 * Adds up a number of each result, so that the results of two engines can be compared.
 *
 * @param <T> type of the results
 */
public final class ChecksumOutput<T> extends RichOutputFormat<T> {
  private static final long serialVersionUID = 1L;

  private final ChecksumSink.Digest<T> digest;
  private transient long sum;

  public ChecksumOutput(ChecksumSink.Digest<T> digest) {
    this.digest = digest;
  }

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public void open(int taskNumber, int numTasks) {
    sum = 0;
  }

  @Override
  public void writeRecord(T record) {
    sum += digest.of(record);
  }

  @Override
  public void close() {
    Measurement.add(sum);
  }
}
