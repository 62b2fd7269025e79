// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/**
 * An entry and its size. Immutable.
 *
 * @param <RequestEntryT> type of the entries
 */
public class RequestEntryWrapper<RequestEntryT> {
  private final RequestEntryT requestEntry;
  private final long size;

  /**
   * @param size in bytes
   */
  public RequestEntryWrapper(RequestEntryT requestEntry, long size) {
    this.requestEntry = requestEntry;
    this.size = size;
  }

  public RequestEntryT getRequestEntry() {
    return requestEntry;
  }

  /** In bytes. */
  public long getSize() {
    return size;
  }
}
