// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.stream.async.AsyncFunction;
import io.flyshuttle.core.stream.async.AsyncRetryStrategies;
import io.flyshuttle.core.stream.async.AsyncRetryStrategy;
import io.flyshuttle.operators.async.AsyncSettings;
import java.util.concurrent.TimeUnit;

/**
 * Asks somebody outside about each record, such as a database, without waiting for each answer
 * before the next question. Records that wait for answers are in checkpoints, and asked about again
 * after a failure.
 */
public class AsyncDataStream {
  private static final int DEFAULT_CAPACITY = 100;

  /** The order of results. */
  public enum OutputMode {
    /** That of the records. */
    ORDERED,
    /** As answers come, but never past a watermark. */
    UNORDERED
  }

  /**
   * Results as answers come, but never past a watermark.
   *
   * @param timeout after which an answer is late; 0 for never
   * @param capacity most records that wait for an answer; more hold up the input
   */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(in, func, timeout, timeUnit, capacity, OutputMode.UNORDERED, none());
  }

  /** As above, for 100 records. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
      DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return unorderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
  }

  /**
   * Results in the order of their records.
   *
   * @param timeout after which an answer is late; 0 for never
   * @param capacity most records that wait for an answer; more hold up the input
   */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity) {
    return wait(in, func, timeout, timeUnit, capacity, OutputMode.ORDERED, none());
  }

  /** As above, for 100 records. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
      DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
    return orderedWait(in, func, timeout, timeUnit, DEFAULT_CAPACITY);
  }

  /**
   * As {@link #unorderedWait(DataStream, AsyncFunction, long, TimeUnit, int)}; some answers are
   * asked for again.
   *
   * @param timeout for all tries together; it must be set
   */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    requireTimeout(timeout);
    return wait(in, func, timeout, timeUnit, capacity, OutputMode.UNORDERED, asyncRetryStrategy);
  }

  /** As above, for 100 records. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return unorderedWaitWithRetry(
        in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
  }

  /**
   * As {@link #orderedWait(DataStream, AsyncFunction, long, TimeUnit, int)}; some answers are asked
   * for again.
   *
   * @param timeout for all tries together; it must be set
   */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    requireTimeout(timeout);
    return wait(in, func, timeout, timeUnit, capacity, OutputMode.ORDERED, asyncRetryStrategy);
  }

  /** As above, for 100 records. */
  public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      AsyncRetryStrategy<OUT> asyncRetryStrategy) {
    return orderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_CAPACITY, asyncRetryStrategy);
  }

  private static void requireTimeout(long timeout) {
    if (timeout <= 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "asynchronous answers with retries need a timeout above 0, or a record may wait for ever");
    }
  }

  @SuppressWarnings("unchecked")
  private static <OUT> AsyncRetryStrategy<OUT> none() {
    return AsyncRetryStrategies.NO_RETRY_STRATEGY;
  }

  private static <IN, OUT> SingleOutputStreamOperator<OUT> wait(
      DataStream<IN> in,
      AsyncFunction<IN, OUT> func,
      long timeout,
      TimeUnit timeUnit,
      int capacity,
      OutputMode mode,
      AsyncRetryStrategy<OUT> retry) {
    if (timeout < 0 || capacity < 1) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "asynchronous answers need a timeout of at least 0 and a capacity of at least 1, not "
              + timeout
              + " and "
              + capacity);
    }
    AsyncSettings settings =
        new AsyncSettings(mode == OutputMode.ORDERED, capacity, timeUnit.toMillis(timeout), retry);
    return in.add(StreamOperators.async(in, in.environment.clean(func), settings));
  }
}
