// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/** How records cross an edge between two tasks. */
public enum ExchangeMode {
  /** Sent while produced, bounded by buffers; producer and consumer run at the same time. */
  PIPELINED,
  /** Written to local disk whole, then read, as often as wanted; the consumer starts afterwards. */
  BLOCKING
}
