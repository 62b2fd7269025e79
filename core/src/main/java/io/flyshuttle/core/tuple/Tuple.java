// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.tuple;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A record of a fixed number of fields, each of its own type. Fields can be reached by name ({@code
 * f0}, {@code f1}, …) or by position. Instances are mutable and not safe for use by several threads
 * at once.
 */
public abstract class Tuple implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The highest number of fields there is a tuple for. */
  public static final int MAX_ARITY = 25;

  private static final List<Class<? extends Tuple>> CLASSES =
      List.of(
          Tuple0.class,
          Tuple1.class,
          Tuple2.class,
          Tuple3.class,
          Tuple4.class,
          Tuple5.class,
          Tuple6.class,
          Tuple7.class,
          Tuple8.class,
          Tuple9.class,
          Tuple10.class,
          Tuple11.class,
          Tuple12.class,
          Tuple13.class,
          Tuple14.class,
          Tuple15.class,
          Tuple16.class,
          Tuple17.class,
          Tuple18.class,
          Tuple19.class,
          Tuple20.class,
          Tuple21.class,
          Tuple22.class,
          Tuple23.class,
          Tuple24.class,
          Tuple25.class);

  private static final List<Supplier<Tuple>> CONSTRUCTORS =
      List.of(
          () -> Tuple0.INSTANCE,
          Tuple1::new,
          Tuple2::new,
          Tuple3::new,
          Tuple4::new,
          Tuple5::new,
          Tuple6::new,
          Tuple7::new,
          Tuple8::new,
          Tuple9::new,
          Tuple10::new,
          Tuple11::new,
          Tuple12::new,
          Tuple13::new,
          Tuple14::new,
          Tuple15::new,
          Tuple16::new,
          Tuple17::new,
          Tuple18::new,
          Tuple19::new,
          Tuple20::new,
          Tuple21::new,
          Tuple22::new,
          Tuple23::new,
          Tuple24::new,
          Tuple25::new);

  /**
   * The field at a position.
   *
   * @throws IndexOutOfBoundsException if {@code pos} is negative or not below the arity
   */
  public abstract <T> T getField(int pos);

  /**
   * As {@link #getField}, but refuses null.
   *
   * @throws NullFieldException if the field is null
   */
  public <T> T getFieldNotNull(int pos) {
    T field = getField(pos);
    if (field == null) {
      throw new NullFieldException(pos);
    }
    return field;
  }

  /**
   * Sets the field at a position.
   *
   * @throws IndexOutOfBoundsException if {@code pos} is negative or not below the arity
   */
  public abstract <T> void setField(T value, int pos);

  /** Number of fields. */
  public abstract int getArity();

  /** A new tuple with the same field objects. */
  public abstract <T extends Tuple> T copy();

  /**
   * The class of tuples with the given number of fields.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Class<? extends Tuple> getTupleClass(int arity) {
    checkArity(arity);
    return CLASSES.get(arity);
  }

  /**
   * A new tuple whose fields are null.
   *
   * @throws IllegalArgumentException if there is no tuple of that arity
   */
  public static Tuple newInstance(int arity) {
    checkArity(arity);
    return CONSTRUCTORS.get(arity).get();
  }

  private static void checkArity(int arity) {
    if (arity < 0 || arity > MAX_ARITY) {
      throw new IllegalArgumentException("a tuple has 0 to " + MAX_ARITY + " fields, not " + arity);
    }
  }

  final IndexOutOfBoundsException noSuchField(int pos) {
    return new IndexOutOfBoundsException(
        "field " + pos + " of a tuple with " + getArity() + " fields");
  }

  static String text(Object... fields) {
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.append(',');
      }
      appendField(out, fields[i]);
    }
    return out.append(')').toString();
  }

  private static void appendField(StringBuilder out, Object field) {
    if (field != null && field.getClass().isArray()) {
      String inBrackets = Arrays.deepToString(new Object[] {field});
      out.append(inBrackets, 1, inBrackets.length() - 1);
    } else {
      out.append(field);
    }
  }
}
