// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import java.util.List;

/**
 * How a request has ended: exactly one method is called, once, on any thread.
 *
 * @param <RequestEntryT> type of the entries
 */
public interface ResultHandler<RequestEntryT> {

  /** All entries have been taken. */
  void complete();

  /** Fails the job. */
  void completeExceptionally(Exception e);

  /** These entries have not been taken, and are to be sent again. */
  void retryForEntries(List<RequestEntryT> requestEntriesToRetry);
}
