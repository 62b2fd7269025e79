// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** What time means for a whole program; older than watermark strategies. */
public enum TimeCharacteristic {
  /** The clock of the machine that processes. */
  ProcessingTime,
  /** The time when a record enters the program. */
  IngestionTime,
  /** The time a record carries. */
  EventTime
}
