// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

/**
 * A sink that wants its records prepared: operators of its own come before its writers.
 *
 * @param <InputT> type of the records
 */
public interface SupportsPreWriteTopology<InputT> {

  /** The stream that the writers are to read; called while the program is built. */
  DataStream<InputT> addPreWriteTopology(DataStream<InputT> inputDataStream);
}
