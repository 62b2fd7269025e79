// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.List;

/**
 * Aggregates fields of tuples; the other fields keep the values of the first tuple.
 *
 * @param <T> type of the tuples
 */
public final class AggregateFields<T> implements InPlaceReduce<T> {
  private static final long serialVersionUID = 1L;

  private final int[] fields;
  private final FieldAggregation[] aggregations;

  public AggregateFields(List<Integer> fields, List<FieldAggregation> aggregations) {
    this.fields = fields.stream().mapToInt(Integer::intValue).toArray();
    this.aggregations = aggregations.toArray(new FieldAggregation[0]);
  }

  @Override
  public T reduce(T first, T second) {
    Tuple a = (Tuple) first;
    Tuple b = (Tuple) second;
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      a.setField(aggregations[i].apply(a.getFieldNotNull(field), b.getFieldNotNull(field)), field);
    }
    return first;
  }

  /** The same on the bytes of a record; null if that is not possible. */
  FieldUpdates inPlace(TypeSerializer<?> serializer, int keyFields) {
    return FieldUpdates.of(serializer, keyFields, fields, aggregations);
  }

  /** The aggregations in words, for plans. */
  public String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.length; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(aggregations[i])
          .append('(')
          .append(fields[i])
          .append(')');
    }
    return text.toString();
  }
}
