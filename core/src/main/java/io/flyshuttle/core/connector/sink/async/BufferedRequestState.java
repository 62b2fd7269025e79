// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import java.io.Serializable;
import java.util.List;

/**
 * What a writer had not sent at a checkpoint.
 *
 * @param <RequestEntryT> type of the entries
 */
public class BufferedRequestState<RequestEntryT extends Serializable> {
  private final List<RequestEntryWrapper<RequestEntryT>> bufferedRequestEntries;

  public BufferedRequestState(List<RequestEntryWrapper<RequestEntryT>> bufferedRequestEntries) {
    this.bufferedRequestEntries = List.copyOf(bufferedRequestEntries);
  }

  /** Nothing. */
  public static <T extends Serializable> BufferedRequestState<T> emptyState() {
    return new BufferedRequestState<>(List.of());
  }

  public List<RequestEntryWrapper<RequestEntryT>> getBufferedRequestEntries() {
    return bufferedRequestEntries;
  }

  /** Bytes of all entries. */
  public long getStateSize() {
    return bufferedRequestEntries.stream().mapToLong(RequestEntryWrapper::getSize).sum();
  }
}
