// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SupportsWriterState;
import java.io.Serializable;
import java.util.Objects;

/**
 * A sink for a service that takes batches of entries: a batch is sent when it has so many entries,
 * or so many bytes, or after some time. What has not been sent at a checkpoint is part of it, so
 * each record is sent at least once.
 *
 * @param <InputT> type of the records
 * @param <RequestEntryT> type of the entries
 */
public abstract class AsyncSinkBase<InputT, RequestEntryT extends Serializable>
    implements Sink<InputT>, SupportsWriterState<InputT, BufferedRequestState<RequestEntryT>> {
  private static final long serialVersionUID = 1L;

  private final ElementConverter<InputT, RequestEntryT> elementConverter;
  private final int maxBatchSize;
  private final int maxInFlightRequests;
  private final int maxBufferedRequests;
  private final long maxBatchSizeInBytes;
  private final long maxTimeInBufferMillis;
  private final long maxRecordSizeInBytes;
  private final long requestTimeoutMillis;
  private final boolean failOnTimeout;

  protected AsyncSinkBase(
      ElementConverter<InputT, RequestEntryT> elementConverter,
      int maxBatchSize,
      int maxInFlightRequests,
      int maxBufferedRequests,
      long maxBatchSizeInBytes,
      long maxTimeInBufferMS,
      long maxRecordSizeInBytes) {
    this(
        elementConverter,
        maxBatchSize,
        maxInFlightRequests,
        maxBufferedRequests,
        maxBatchSizeInBytes,
        maxTimeInBufferMS,
        maxRecordSizeInBytes,
        AsyncSinkWriterConfiguration.DEFAULT_REQUEST_TIMEOUT_MS,
        AsyncSinkWriterConfiguration.DEFAULT_FAIL_ON_TIMEOUT);
  }

  protected AsyncSinkBase(
      ElementConverter<InputT, RequestEntryT> elementConverter,
      int maxBatchSize,
      int maxInFlightRequests,
      int maxBufferedRequests,
      long maxBatchSizeInBytes,
      long maxTimeInBufferMS,
      long maxRecordSizeInBytes,
      long requestTimeoutMS,
      boolean failOnTimeout) {
    this.elementConverter =
        Objects.requireNonNull(elementConverter, "a batching sink needs a converter of records");
    this.maxBatchSize = maxBatchSize;
    this.maxInFlightRequests = maxInFlightRequests;
    this.maxBufferedRequests = maxBufferedRequests;
    this.maxBatchSizeInBytes = maxBatchSizeInBytes;
    this.maxTimeInBufferMillis = maxTimeInBufferMS;
    this.maxRecordSizeInBytes = maxRecordSizeInBytes;
    this.requestTimeoutMillis = requestTimeoutMS;
    this.failOnTimeout = failOnTimeout;
  }

  protected ElementConverter<InputT, RequestEntryT> getElementConverter() {
    return elementConverter;
  }

  protected int getMaxBatchSize() {
    return maxBatchSize;
  }

  protected int getMaxInFlightRequests() {
    return maxInFlightRequests;
  }

  protected int getMaxBufferedRequests() {
    return maxBufferedRequests;
  }

  protected long getMaxBatchSizeInBytes() {
    return maxBatchSizeInBytes;
  }

  protected long getMaxTimeInBufferMS() {
    return maxTimeInBufferMillis;
  }

  protected long getMaxRecordSizeInBytes() {
    return maxRecordSizeInBytes;
  }

  protected long getRequestTimeoutMS() {
    return requestTimeoutMillis;
  }

  protected boolean getFailOnTimeout() {
    return failOnTimeout;
  }
}
