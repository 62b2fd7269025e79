// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/** A request that is about to be sent. */
public interface RequestInfo {

  /** Number of its entries. */
  int getBatchSize();
}
