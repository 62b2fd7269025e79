// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.table.KeyBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Aggregates numbers in the bytes of a record: nothing is read or written but they. */
final class FieldUpdates implements KeyBatch.Reducer {
  private static final int INT = 0;
  private static final int LONG = 1;
  private static final int DOUBLE = 2;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);

  private final int[] offsets;
  private final int[] types;
  private final FieldAggregation[] aggregations;

  private FieldUpdates(FieldAggregation[] aggregations, int[] offsets, int[] types) {
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
    return new FieldUpdates(aggregations, offsets, types);
  }

  @Override
  public void reduce(MemorySegment segment, int offset, byte[] record, int from) {
    for (int i = 0; i < types.length; i++) {
      int at = offset + offsets[i];
      int given = from + offsets[i];
      switch (types[i]) {
        case INT ->
            segment.putIntBigEndian(
                at,
                ints(aggregations[i], segment.getIntBigEndian(at), (int) INTS.get(record, given)));
        case LONG ->
            segment.putLongBigEndian(
                at,
                longs(
                    aggregations[i],
                    segment.getLongBigEndian(at),
                    (long) LONGS.get(record, given)));
        default ->
            segment.putDoubleBigEndian(
                at, segment.getDoubleBigEndian(at) + (double) DOUBLES.get(record, given));
      }
    }
  }

  private static int ints(FieldAggregation aggregation, int kept, int given) {
    return switch (aggregation) {
      case SUM -> kept + given;
      case MIN -> Math.min(kept, given);
      case MAX -> Math.max(kept, given);
    };
  }

  private static long longs(FieldAggregation aggregation, long kept, long given) {
    return switch (aggregation) {
      case SUM -> kept + given;
      case MIN -> Math.min(kept, given);
      case MAX -> Math.max(kept, given);
    };
  }
}
