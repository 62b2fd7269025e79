// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * Writes, reads and copies the fields of records of one class. Used by one thread. The bytes are,
 * of a class whose fields may be null, one bit per field that is not primitive, set if it is null;
 * then the fields that are not null, one after the other.
 */
interface RecordCodec {

  void write(Object record, DataOutputView target) throws IOException;

  /** Reads a new record. */
  Object read(DataInputView source) throws IOException;

  /** Reads into an existing record; records that cannot be changed are read anew. */
  Object readInto(Object reuse, DataInputView source) throws IOException;

  /** A deep copy. */
  Object copy(Object from);

  /** A deep copy into an existing record; records that cannot be changed are copied anew. */
  Object copyInto(Object from, Object reuse);

  /** One field, boxed if it is primitive. */
  Object get(Object record, int field);
}
