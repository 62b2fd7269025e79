// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import io.flyshuttle.core.function.Function;
import java.io.Serializable;
import java.util.concurrent.TimeoutException;

/**
 * Starts an answer for each record without waiting for it.
 *
 * @param <IN> type of the input
 * @param <OUT> type of the output
 */
public interface AsyncFunction<IN, OUT> extends Function, Serializable {

  /** Starts one answer; must not block. */
  void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception;

  /** The answer is late. Unless overridden, that fails the job. */
  default void timeout(IN input, ResultFuture<OUT> resultFuture) throws Exception {
    resultFuture.completeExceptionally(
        new TimeoutException("no answer in time for record " + input));
  }
}
