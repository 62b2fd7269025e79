// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.table;

import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.basic.ByteSerializer;
import io.flyshuttle.core.serialize.basic.CharSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.ShortSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.serialize.compare.FieldsComparator;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * Keys as bytes: for records that begin with their key fields, of types for which equal values have
 * equal bytes and no form is the beginning of another. Two keys are then equal if a record begins
 * with the other's bytes. Used by one thread.
 */
final class KeyBytes {
  private static final Set<Class<?>> CANONICAL =
      Set.of(
          ByteSerializer.class,
          ShortSerializer.class,
          CharSerializer.class,
          IntSerializer.class,
          LongSerializer.class,
          StringSerializer.class);

  private final TypeSerializer<Object>[] fields;
  private final DataOutputSerializer out = new DataOutputSerializer(64);
  private final Object[] values;
  private int length;

  private KeyBytes(TypeSerializer<Object>[] fields) {
    this.fields = fields;
    this.values = new Object[fields.length];
  }

  /** Null if the keys of such records are not to be compared as bytes. */
  static KeyBytes of(TypeSerializer<?> serializer, TypeComparator<?> keys) {
    if (!(serializer instanceof TupleSerializer<?> tuples)
        || !(keys instanceof FieldsComparator<?> comparator)) {
      return null;
    }
    int[] positions = comparator.getKeyPositions();
    TypeSerializer<Object>[] fields = tuples.getFieldSerializers();
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != i || !CANONICAL.contains(fields[i].getClass())) {
        return null;
      }
    }
    return comparator.getFlatComparators().length == positions.length
        ? new KeyBytes(Arrays.copyOf(fields, positions.length))
        : null;
  }

  /** How many fields, the record's first, are the key. */
  int fieldCount() {
    return fields.length;
  }

  /** Writes the key of a record; {@code keys} may be of another type of record. */
  void set(TypeComparator<Object> keys, Object record) throws IOException {
    keys.extractKeys(record, values, 0);
    out.clear();
    for (int i = 0; i < fields.length; i++) {
      if (values[i] == null) {
        // names the field
        keys.setReference(record);
      }
      fields[i].serialize(values[i], out);
    }
    length = out.length();
    // the last bytes are read as a whole word
    out.writeLong(0);
  }

  /** The key's bytes, and at least seven more behind them. */
  byte[] bytes() {
    return out.getSharedBuffer();
  }

  int length() {
    return length;
  }

  /** Hash code of the key. */
  int hash() {
    return hash(out.getSharedBuffer(), 0, length);
  }

  /** Hash code of a key's bytes, behind which seven more can be read. */
  static int hash(byte[] bytes, int from, int length) {
    long hash = length * 0x9E3779B97F4A7C15L;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash, (long) Words.LONGS.get(bytes, from + i));
    }
    if (i < length) {
      hash = mix(hash, (long) Words.LONGS.get(bytes, from + i) & Words.firstBytes(length - i));
    }
    hash ^= hash >>> 32;
    hash *= 0xBF58476D1CE4E5B9L;
    return (int) (hash >>> 32);
  }

  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * 0xBF58476D1CE4E5B9L;
    return mixed ^ mixed >>> 29;
  }
}
