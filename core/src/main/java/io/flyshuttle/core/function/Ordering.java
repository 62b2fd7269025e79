// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An order of records by several of their fields, the first of them before the others. */
public final class Ordering implements Cloneable {

  private record Field(int position, Class<? extends Comparable<?>> type, Order order) {}

  private final List<Field> fields = new ArrayList<>();

  /** No order. */
  public Ordering() {}

  /** By one field, which lies at {@code index}; the type may be null if it is not known. */
  public Ordering(int index, Class<? extends Comparable<?>> type, Order order) {
    appendOrdering(index, type, order);
  }

  /**
   * Orders what is equal so far by another field.
   *
   * @param type may be null if it is not known
   */
  public Ordering appendOrdering(Integer index, Class<? extends Comparable<?>> type, Order order) {
    if (index < 0) {
      throw new IllegalArgumentException("the position of a field is not negative: " + index);
    }
    if (order == null || order == Order.NONE) {
      throw new IllegalArgumentException("an ordering needs an order: " + order);
    }
    fields.add(new Field(index, type, order));
    return this;
  }

  public int getNumberOfFields() {
    return fields.size();
  }

  /** Position of the field that comes at {@code index} in this ordering. */
  public Integer getFieldNumber(int index) {
    return fields.get(index).position;
  }

  /** Type of the field that comes at {@code index}; null if it is not known. */
  public Class<? extends Comparable<?>> getType(int index) {
    return fields.get(index).type;
  }

  public Order getOrder(int index) {
    return fields.get(index).order;
  }

  /** Types of the fields in the order in which they count; null where they are not known. */
  @SuppressWarnings("unchecked")
  public Class<? extends Comparable<?>>[] getTypes() {
    return fields.stream().map(Field::type).toArray(Class[]::new);
  }

  /** Positions of the fields in the order in which they count. */
  public int[] getFieldPositions() {
    return fields.stream().mapToInt(Field::position).toArray();
  }

  public Order[] getFieldOrders() {
    return fields.stream().map(Field::order).toArray(Order[]::new);
  }

  /** For each field whether small values come first. */
  public boolean[] getFieldSortDirections() {
    boolean[] ascending = new boolean[fields.size()];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = fields.get(i).order != Order.DESCENDING;
    }
    return ascending;
  }

  /** Whether the first {@code n} fields and their orders are those of another ordering. */
  public boolean isOrderEqualOnFirstNFields(Ordering other, int n) {
    if (n > getNumberOfFields() || n > other.getNumberOfFields()) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (getOrder(i) != other.getOrder(i) || !getFieldNumber(i).equals(other.getFieldNumber(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether records that are ordered by another ordering are ordered by this one, too. */
  public boolean isMetBy(Ordering otherOrdering) {
    if (otherOrdering == null || getNumberOfFields() > otherOrdering.getNumberOfFields()) {
      return false;
    }
    for (int i = 0; i < getNumberOfFields(); i++) {
      boolean sameField = getFieldNumber(i).equals(otherOrdering.getFieldNumber(i));
      boolean sameOrder = getOrder(i) == Order.ANY || getOrder(i) == otherOrdering.getOrder(i);
      if (!sameField || !sameOrder) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Ordering clone() {
    Ordering copy = new Ordering();
    copy.fields.addAll(fields);
    return copy;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof Ordering other && fields.equals(other.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (Field field : fields) {
      text.append(text.length() == 1 ? "" : ",").append(field.position);
      if (field.type != null) {
        text.append(':').append(field.type.getName());
      }
      text.append(':').append(field.order.name());
    }
    return text.append(']').toString();
  }
}
