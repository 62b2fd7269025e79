// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.serialize.compare.FieldAccess;
import io.flyshuttle.core.value.Row;

/** Fields of rows. */
public enum RowAccess implements FieldAccess<Row> {
  INSTANCE;

  @Override
  public Object get(Row record, int field) {
    return record.getField(field);
  }
}
