// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.serialize.basic.BooleanSerializer;
import io.flyshuttle.core.serialize.basic.ByteSerializer;
import io.flyshuttle.core.serialize.basic.CharSerializer;
import io.flyshuttle.core.serialize.basic.DoubleSerializer;
import io.flyshuttle.core.serialize.basic.FloatSerializer;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.ShortSerializer;
import io.flyshuttle.core.serialize.composite.TupleSerializer;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.Arrays;
import java.util.Map;

/**
 * Puts values of fixed size into words of 64 bits: numbers, and tuples of them. Two values have the
 * same words if and only if they are equal.
 */
final class WordCodec {

  private enum Kind {
    LONG,
    INT,
    SHORT,
    BYTE,
    CHAR,
    BOOLEAN,
    DOUBLE,
    FLOAT
  }

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          LongSerializer.class, Kind.LONG,
          IntSerializer.class, Kind.INT,
          ShortSerializer.class, Kind.SHORT,
          ByteSerializer.class, Kind.BYTE,
          CharSerializer.class, Kind.CHAR,
          BooleanSerializer.class, Kind.BOOLEAN,
          DoubleSerializer.class, Kind.DOUBLE,
          FloatSerializer.class, Kind.FLOAT);

  private static final int NO_TUPLE = 0;

  private final Kind[] kinds;
  private final int arity;

  private WordCodec(Kind[] kinds, int arity) {
    this.kinds = kinds;
    this.arity = arity;
  }

  /** The codec of a serializer's values, null if they do not have a fixed size. */
  static WordCodec of(TypeSerializer<?> serializer) {
    Kind kind = KINDS.get(serializer.getClass());
    if (kind != null) {
      return new WordCodec(new Kind[] {kind}, NO_TUPLE);
    }
    if (!(serializer instanceof TupleSerializer<?> tuples)
        || tuples.getArity() == 0
        || tuples.getTupleClass() != Tuple.getTupleClass(tuples.getArity())) {
      return null;
    }
    Kind[] kinds = new Kind[tuples.getArity()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = KINDS.get(tuples.getFieldSerializers()[i].getClass());
      if (kinds[i] == null) {
        return null;
      }
    }
    return new WordCodec(kinds, kinds.length);
  }

  /** Number of words of each value. */
  int words() {
    return kinds.length;
  }

  /** Whether the words of both mean the same. */
  boolean isSame(WordCodec other) {
    return other != null && arity == other.arity && Arrays.equals(kinds, other.kinds);
  }

  /**
   * Writes the words of a value.
   *
   * @return false if it has none, because a field is null
   */
  boolean write(Object value, long[] target, int at) {
    switch (arity) {
      case NO_TUPLE:
        target[at] = word(kinds[0], value);
        return true;
      case 1:
        return writeField(0, ((Tuple1<?>) value).f0, target, at);
      case 2:
        Tuple2<?, ?> pair = (Tuple2<?, ?>) value;
        return writeField(0, pair.f0, target, at) && writeField(1, pair.f1, target, at + 1);
      default:
        Tuple tuple = (Tuple) value;
        for (int i = 0; i < arity; i++) {
          if (!writeField(i, tuple.getField(i), target, at + i)) {
            return false;
          }
        }
        return true;
    }
  }

  private boolean writeField(int field, Object value, long[] target, int at) {
    if (value == null) {
      return false;
    }
    target[at] = word(kinds[field], value);
    return true;
  }

  /** A new value of the words. */
  Object read(long[] source, int at) {
    switch (arity) {
      case NO_TUPLE:
        return value(kinds[0], source[at]);
      case 1:
        return new Tuple1<>(value(kinds[0], source[at]));
      case 2:
        return new Tuple2<>(value(kinds[0], source[at]), value(kinds[1], source[at + 1]));
      case 3:
        return new Tuple3<>(
            value(kinds[0], source[at]),
            value(kinds[1], source[at + 1]),
            value(kinds[2], source[at + 2]));
      default:
        Tuple tuple = Tuple.newInstance(arity);
        for (int i = 0; i < arity; i++) {
          tuple.setField(value(kinds[i], source[at + i]), i);
        }
        return tuple;
    }
  }

  private static long word(Kind kind, Object value) {
    return switch (kind) {
      case LONG -> (Long) value;
      case INT -> (Integer) value;
      case SHORT -> (Short) value;
      case BYTE -> (Byte) value;
      case CHAR -> (Character) value;
      case BOOLEAN -> (Boolean) value ? 1 : 0;
      // the bits that equality goes by: all forms of "not a number" are one
      case DOUBLE -> Double.doubleToLongBits((Double) value);
      case FLOAT -> Float.floatToIntBits((Float) value);
    };
  }

  private static Object value(Kind kind, long word) {
    return switch (kind) {
      case LONG -> word;
      case INT -> (int) word;
      case SHORT -> (short) word;
      case BYTE -> (byte) word;
      case CHAR -> (char) word;
      case BOOLEAN -> word != 0;
      case DOUBLE -> Double.longBitsToDouble(word);
      case FLOAT -> Float.intBitsToFloat((int) word);
    };
  }
}
