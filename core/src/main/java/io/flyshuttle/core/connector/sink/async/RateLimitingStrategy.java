// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/** How many requests, and entries in them, may be under way. Used by the task's thread. */
public interface RateLimitingStrategy {

  /** A request is being sent. */
  void registerInFlightRequest(RequestInfo requestInfo);

  /** A request has been answered. */
  void registerCompletedRequest(ResultInfo resultInfo);

  /** Whether the request has to wait. */
  boolean shouldBlock(RequestInfo requestInfo);

  /** Most entries of the next request. */
  int getMaxBatchSize();
}
