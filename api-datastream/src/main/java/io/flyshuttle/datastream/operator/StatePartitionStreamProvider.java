// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A part of raw state: the bytes that an operator wrote. */
public class StatePartitionStreamProvider {
  private final byte[] bytes;

  StatePartitionStreamProvider(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes from their start; a new stream with each call. */
  public InputStream getStream() {
    return new ByteArrayInputStream(bytes);
  }
}
