// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

import java.io.IOException;

/**
 * Turns objects into bytes that a later version of the program can still read.
 *
 * @param <E> type of the objects
 */
public interface SimpleVersionedSerializer<E> extends Versioned {

  byte[] serialize(E obj) throws IOException;

  /**
   * Reads what {@link #serialize} wrote.
   *
   * @param version the version of the serializer that wrote it
   */
  E deserialize(int version, byte[] serialized) throws IOException;
}
