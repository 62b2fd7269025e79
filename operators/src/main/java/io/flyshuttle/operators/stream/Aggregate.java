// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.stream;

import io.flyshuttle.core.function.ReduceFunction;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.field.FieldAccess;
import io.flyshuttle.operators.field.FieldAccesses;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * A running aggregate over one field of records. {@link #reduce} changes its first argument in
 * place where the type allows it, so the caller must own that record; the second argument is never
 * changed, but may be what is returned.
 *
 * @param <T> type of the records
 */
public final class Aggregate<T> implements ReduceFunction<T> {
  private static final long serialVersionUID = 1L;

  private enum Kind {
    SUM("sum"),
    MIN("min"),
    MAX("max"),
    MIN_BY("minBy"),
    MAX_BY("maxBy");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  private final Kind kind;
  private final String field;
  private final FieldAccess<T, Object> access;
  private final boolean first;
  private final Addition addition;

  private Aggregate(Kind kind, String field, FieldAccess<T, Object> access, boolean first) {
    this.kind = kind;
    this.field = field;
    this.access = access;
    this.first = first;
    this.addition = kind == Kind.SUM ? additionOf(access.type()) : null;
    if (kind != Kind.SUM && !Comparable.class.isAssignableFrom(access.type().getTypeClass())) {
      throw new InvalidProgramException(
          kind.shown
              + " cannot compare field "
              + field
              + ": its type "
              + access.type()
              + " is not Comparable");
    }
  }

  public static <T> Aggregate<T> sum(TypeInformation<T> type, int field) {
    return new Aggregate<>(Kind.SUM, "" + field, FieldAccesses.at(type, field), true);
  }

  public static <T> Aggregate<T> sum(TypeInformation<T> type, String field) {
    return new Aggregate<>(Kind.SUM, field, FieldAccesses.named(type, field), true);
  }

  public static <T> Aggregate<T> min(TypeInformation<T> type, int field) {
    return new Aggregate<>(Kind.MIN, "" + field, FieldAccesses.at(type, field), true);
  }

  public static <T> Aggregate<T> min(TypeInformation<T> type, String field) {
    return new Aggregate<>(Kind.MIN, field, FieldAccesses.named(type, field), true);
  }

  public static <T> Aggregate<T> max(TypeInformation<T> type, int field) {
    return new Aggregate<>(Kind.MAX, "" + field, FieldAccesses.at(type, field), true);
  }

  public static <T> Aggregate<T> max(TypeInformation<T> type, String field) {
    return new Aggregate<>(Kind.MAX, field, FieldAccesses.named(type, field), true);
  }

  /**
   * @param first whether the first of several records with the least value is kept, or the last
   */
  public static <T> Aggregate<T> minBy(TypeInformation<T> type, int field, boolean first) {
    return new Aggregate<>(Kind.MIN_BY, "" + field, FieldAccesses.at(type, field), first);
  }

  /** As {@link #minBy(TypeInformation, int, boolean)}. */
  public static <T> Aggregate<T> minBy(TypeInformation<T> type, String field, boolean first) {
    return new Aggregate<>(Kind.MIN_BY, field, FieldAccesses.named(type, field), first);
  }

  /**
   * @param first whether the first of several records with the greatest value is kept, or the last
   */
  public static <T> Aggregate<T> maxBy(TypeInformation<T> type, int field, boolean first) {
    return new Aggregate<>(Kind.MAX_BY, "" + field, FieldAccesses.at(type, field), first);
  }

  /** As {@link #maxBy(TypeInformation, int, boolean)}. */
  public static <T> Aggregate<T> maxBy(TypeInformation<T> type, String field, boolean first) {
    return new Aggregate<>(Kind.MAX_BY, field, FieldAccesses.named(type, field), first);
  }

  @Override
  public T reduce(T soFar, T record) {
    Object old = access.get(soFar);
    Object value = access.get(record);
    switch (kind) {
      case SUM:
        return access.set(soFar, addition.add(old, value));
      case MIN:
        return compare(value, old) < 0 ? access.set(soFar, value) : soFar;
      case MAX:
        return compare(value, old) > 0 ? access.set(soFar, value) : soFar;
      case MIN_BY:
        return better(-compare(value, old)) ? record : soFar;
      default:
        return better(compare(value, old)) ? record : soFar;
    }
  }

  private boolean better(int comparison) {
    return comparison > 0 || (comparison == 0 && !first);
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object a, Object b) {
    return ((Comparable<Object>) a).compareTo(b);
  }

  /** Adds two values of one type. */
  @FunctionalInterface
  private interface Addition extends Serializable {
    Object add(Object a, Object b);
  }

  private Addition additionOf(TypeInformation<?> type) {
    Addition found = ADDITIONS.get(type.getTypeClass());
    if (found == null) {
      throw new InvalidProgramException(
          "sum cannot add field " + field + ": its type " + type + " is not a number");
    }
    return found;
  }

  private static final Map<Class<?>, Addition> ADDITIONS =
      Map.of(
          Integer.class,
          (a, b) -> (Integer) a + (Integer) b,
          Long.class,
          (a, b) -> (Long) a + (Long) b,
          Double.class,
          (a, b) -> (Double) a + (Double) b,
          Float.class,
          (a, b) -> (Float) a + (Float) b,
          Short.class,
          (a, b) -> (short) ((Short) a + (Short) b),
          Byte.class,
          (a, b) -> (byte) ((Byte) a + (Byte) b),
          BigInteger.class,
          (a, b) -> ((BigInteger) a).add((BigInteger) b),
          BigDecimal.class,
          (a, b) -> ((BigDecimal) a).add((BigDecimal) b));

  @Override
  public String toString() {
    return kind.shown + "(" + field + ")";
  }
}
