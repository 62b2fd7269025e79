// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Two values of a field become one. Immutable values only, so nothing is changed in place. */
public enum FieldAggregation {
  SUM {
    @Override
    public boolean supports(Class<?> type) {
      return type == Byte.class
          || type == Short.class
          || type == Integer.class
          || type == Long.class
          || type == Float.class
          || type == Double.class
          || type == BigInteger.class
          || type == BigDecimal.class;
    }

    @Override
    Object apply(Object a, Object b) {
      if (a instanceof Integer x) {
        return x + (Integer) b;
      } else if (a instanceof Long x) {
        return x + (Long) b;
      } else if (a instanceof Double x) {
        return x + (Double) b;
      } else if (a instanceof Float x) {
        return x + (Float) b;
      } else if (a instanceof Short x) {
        return (short) (x + (Short) b);
      } else if (a instanceof Byte x) {
        return (byte) (x + (Byte) b);
      } else if (a instanceof BigInteger x) {
        return x.add((BigInteger) b);
      }
      return ((BigDecimal) a).add((BigDecimal) b);
    }
  },
  MIN {
    @Override
    public boolean supports(Class<?> type) {
      return Comparable.class.isAssignableFrom(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    Object apply(Object a, Object b) {
      return ((Comparable<Object>) a).compareTo(b) <= 0 ? a : b;
    }
  },
  MAX {
    @Override
    public boolean supports(Class<?> type) {
      return Comparable.class.isAssignableFrom(type);
    }

    @Override
    @SuppressWarnings("unchecked")
    Object apply(Object a, Object b) {
      return ((Comparable<Object>) a).compareTo(b) >= 0 ? a : b;
    }
  };

  /** Whether values of a class can be aggregated so. */
  public abstract boolean supports(Class<?> type);

  abstract Object apply(Object a, Object b);
}
