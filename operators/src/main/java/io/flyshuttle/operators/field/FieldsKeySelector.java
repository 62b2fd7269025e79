// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.field;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a key of fields: a tuple of them, those inside records inside counted one by one.
 *
 * @param <T> type of the records
 */
public final class FieldsKeySelector<T> implements KeySelector<T, Tuple> {
  private static final long serialVersionUID = 1L;

  private final FieldAccess<Object, Object>[] fields;

  private FieldsKeySelector(FieldAccess<Object, Object>[] fields) {
    this.fields = fields;
  }

  /** Over the fields at the given positions. */
  public static <T> FieldsKeySelector<T> at(TypeInformation<T> type, int... positions) {
    List<FieldAccess<Object, Object>> flat = new ArrayList<>();
    for (int position : positions) {
      add(FieldAccesses.at(type, position), flat);
    }
    return of(flat);
  }

  /** Over the fields that the expressions name. */
  public static <T> FieldsKeySelector<T> named(TypeInformation<T> type, String... expressions) {
    List<FieldAccess<Object, Object>> flat = new ArrayList<>();
    for (String expression : expressions) {
      add(FieldAccesses.named(type, expression), flat);
    }
    return of(flat);
  }

  @SuppressWarnings("unchecked")
  private static void add(FieldAccess<?, ?> access, List<FieldAccess<Object, Object>> flat) {
    FieldAccesses.flatten((FieldAccess<Object, Object>) access, flat);
  }

  @SuppressWarnings("unchecked")
  private static <T> FieldsKeySelector<T> of(List<FieldAccess<Object, Object>> flat) {
    return new FieldsKeySelector<>(flat.toArray(new FieldAccess[0]));
  }

  /** Types of the key's fields. */
  public List<TypeInformation<?>> types() {
    List<TypeInformation<?>> types = new ArrayList<>(fields.length);
    for (FieldAccess<Object, Object> field : fields) {
      types.add(field.type());
    }
    return types;
  }

  @Override
  public Tuple getKey(T record) {
    Tuple key = Tuple.newInstance(fields.length);
    for (int i = 0; i < fields.length; i++) {
      key.setField(fields[i].get(record), i);
    }
    return key;
  }
}
