// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.async;

import java.util.Collection;

/**
 * Where an asynchronous function puts its answer, once, on any thread.
 *
 * @param <OUT> type of the output
 */
public interface ResultFuture<OUT> {

  /** The answer: any number of records. */
  void complete(Collection<OUT> result);

  /** There is no answer: fails the job unless a retry is due. */
  void completeExceptionally(Throwable error);
}
