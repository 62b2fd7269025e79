// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import java.io.Serializable;

/**
 * Reads fields of a record by position. Usable by any thread.
 *
 * @param <T> type of the records
 */
public interface FieldAccess<T> extends Serializable {

  /** The field at a position; null if the field is null. */
  Object get(T record, int field);

  /** How a field is called in messages. */
  default String describe(int field) {
    return "field " + field;
  }
}
