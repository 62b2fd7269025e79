// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.field;

import io.flyshuttle.core.type.TypeInformation;
import java.io.Serializable;

/**
 * One field of a record, possibly of a record inside the record. Used by one thread.
 *
 * @param <R> type of the records
 * @param <F> type of the field
 */
public interface FieldAccess<R, F> extends Serializable {

  /** The field of {@code record}; null if it, or a record on the way to it, is null. */
  F get(R record);

  /**
   * Puts a value into the field.
   *
   * @return the record with the value in it: {@code record} itself where records can be changed,
   *     else a new one
   */
  R set(R record, F value);

  /** Type of the field. */
  TypeInformation<F> type();
}
