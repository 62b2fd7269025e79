// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/**
 * Writes records to a stream, one after the other.
 *
 * @param <IN> type of the records
 */
public interface Encoder<IN> extends Serializable {

  void encode(IN element, OutputStream stream) throws IOException;
}
