// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.table.KeyTable;

/** Aggregates numbers in the bytes of a record: nothing is read or written but they. */
final class FieldUpdates implements KeyTable.InPlaceReducer<Object> {
  private static final int INT = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;

  private final int[] fields;
  private final int[] offsets;
  private final int[] types;
  private final FieldAggregation[] aggregations;

  private FieldUpdates(int[] fields, FieldAggregation[] aggregations, int[] offsets, int[] types) {
    this.fields = fields;
    this.aggregations = aggregations;
    this.offsets = offsets;
    this.types = types;
  }

  /**
   * Null if a field is not a number, or does not stand at a fixed distance from the key.
   *
   * @param keyFields how many fields, the first ones, are the key
   */
  static FieldUpdates of(
      TypeSerializer<?> serializer, int keyFields, int[] fields, FieldAggregation[] aggregations) {
    if (!(serializer instanceof TupleSerializer<?> tuples)) {
      return null;
    }
    TypeSerializer<Object>[] all = tuples.getFieldSerializers();
    int[] offsets = new int[fields.length];
    int[] types = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] < keyFields) {
        return null;
      }
      int offset = 0;
      for (int f = keyFields; f < fields[i]; f++) {
        if (all[f].getLength() < 0) {
          return null;
        }
        offset += all[f].getLength();
      }
      Class<?> type = all[fields[i]].getClass();
      if (type == IntSerializer.class) {
        types[i] = INT;
      } else if (type == LongSerializer.class) {
        types[i] = LONG;
      } else if (type == DoubleSerializer.class && aggregations[i] == FieldAggregation.SUM) {
        types[i] = DOUBLE;
      } else {
        return null;
      }
      offsets[i] = offset;
    }
    return new FieldUpdates(fields, aggregations, offsets, types);
  }

  @Override
  public void reduce(MemorySegment segment, int offset, Object record) {
    Tuple tuple = (Tuple) record;
    for (int i = 0; i < fields.length; i++) {
      int at = offset + offsets[i];
      Object value = tuple.getFieldNotNull(fields[i]);
      switch (types[i]) {
        case INT -> {
          int kept = segment.getIntBigEndian(at);
          int given = (Integer) value;
          segment.putIntBigEndian(
              at,
              switch (aggregations[i]) {
                case SUM -> kept + given;
                case MIN -> Math.min(kept, given);
                case MAX -> Math.max(kept, given);
              });
        }
        case LONG -> {
          long kept = segment.getLongBigEndian(at);
          long given = (Long) value;
          segment.putLongBigEndian(
              at,
              switch (aggregations[i]) {
                case SUM -> kept + given;
                case MIN -> Math.min(kept, given);
                case MAX -> Math.max(kept, given);
              });
        }
        default -> segment.putDoubleBigEndian(at, segment.getDoubleBigEndian(at) + (Double) value);
      }
    }
  }
}
