// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

/** A request that has been answered. */
public interface ResultInfo {

  /** Number of its entries. */
  int getBatchSize();

  /** How many of them have to be sent again. */
  int getFailedMessages();
}
