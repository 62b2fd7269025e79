// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.WriterInitContext;
import java.io.Serializable;

/**
 * Makes a request entry of a record.
 *
 * @param <InputT> type of the records
 * @param <RequestEntryT> type of the entries
 */
public interface ElementConverter<InputT, RequestEntryT> extends Serializable {

  RequestEntryT apply(InputT element, SinkWriter.Context context);

  /** Called once, before the first record. */
  default void open(WriterInitContext context) {}
}
