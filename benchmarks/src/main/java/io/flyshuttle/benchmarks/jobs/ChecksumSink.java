// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.sink.RichSinkFunction;
import java.io.Serializable;

/**
 * Adds up a number of each result, so that the results of two engines can be compared.
 *
 * @param <T> type of the results
 */
public final class ChecksumSink<T> extends RichSinkFunction<T> {
  private static final long serialVersionUID = 1L;

  /**
   * Makes a number of a result.
   *
   * @param <T> type of the results
   */
  @FunctionalInterface
  public interface Digest<T> extends Serializable {
    long of(T value);
  }

  private final Digest<T> digest;
  private transient long sum;

  public ChecksumSink(Digest<T> digest) {
    this.digest = digest;
  }

  @Override
  public void open(Configuration parameters) {
    sum = 0;
  }

  @Override
  public void invoke(T value, Context context) {
    sum += digest.of(value);
  }

  @Override
  public void close() {
    Measurement.add(sum);
    Measurement.stop();
  }
}
