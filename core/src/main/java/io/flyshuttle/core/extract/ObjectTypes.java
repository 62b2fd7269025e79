// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple0;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.GenericTypeInfo;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.value.Either;
import io.flyshuttle.core.value.Row;

/** Types of objects, whose fields tell more than their classes. */
@SuppressWarnings({"rawtypes", "unchecked"})
final class ObjectTypes {
  private ObjectTypes() {}

  static TypeInformation<?> describe(Object value) {
    if (value == null) {
      throw new InvalidTypesException("The type of null is not known; state it.");
    }
    if (value instanceof ResultTypeQueryable<?> queryable) {
      return queryable.getProducedType();
    }
    if (value instanceof Tuple tuple && !(value instanceof Tuple0)) {
      TypeInformation<?>[] fields = new TypeInformation<?>[tuple.getArity()];
      for (int i = 0; i < fields.length; i++) {
        if (tuple.getField(i) == null) {
          throw new InvalidTypesException(
              "The type of the tuple "
                  + value
                  + " is not known, because field "
                  + i
                  + " is null; state it.");
        }
        fields[i] = describe(tuple.getField(i));
      }
      return new TupleTypeInfo(value.getClass(), fields);
    }
    if (value instanceof Row row && row.getFieldNames(false) == null) {
      return describeRow(row);
    }
    if (value instanceof Either) {
      throw new InvalidTypesException(
          "The type of " + value + " is not known, because one side is not there; state it.");
    }
    return TypeExtractor.getForClass(value.getClass());
  }

  private static TypeInformation<?> describeRow(Row row) {
    TypeInformation<?>[] fields = new TypeInformation<?>[row.getArity()];
    for (int i = 0; i < fields.length; i++) {
      if (row.getField(i) == null) {
        return new GenericTypeInfo<>(Row.class);
      }
      fields[i] = describe(row.getField(i));
    }
    return new RowTypeInfo(fields);
  }
}
