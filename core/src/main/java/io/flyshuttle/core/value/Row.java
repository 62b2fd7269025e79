// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A record of any number of fields that may be null, and a {@link RowKind}. Fields have positions,
 * or names, or, in rows that a serializer made, both. Not safe for use by several threads at once.
 */
public final class Row implements Serializable {
  private static final long serialVersionUID = 1L;

  private RowKind kind;

  /** Fields by position; null if the row has names only. */
  private final Object[] fieldByPosition;

  /** Fields by name; null if the row has positions. */
  private final Map<String, Object> fieldByName;

  /** Positions of names, in rows with both; else null. */
  private final LinkedHashMap<String, Integer> positionByName;

  Row(
      RowKind kind,
      Object[] fieldByPosition,
      Map<String, Object> fieldByName,
      LinkedHashMap<String, Integer> positionByName) {
    if (kind == null) {
      throw new NullPointerException("the kind of a row must not be null");
    }
    this.kind = kind;
    this.fieldByPosition = fieldByPosition;
    this.fieldByName = fieldByName;
    this.positionByName = positionByName;
  }

  /** A row of fields with positions. */
  public Row(RowKind kind, int arity) {
    this(kind, new Object[arity], null, null);
  }

  /** A row of fields with positions that inserts. */
  public Row(int arity) {
    this(RowKind.INSERT, arity);
  }

  /** A row of fields with positions. */
  public static Row withPositions(RowKind kind, int arity) {
    return new Row(kind, arity);
  }

  /** A row of fields with positions that inserts. */
  public static Row withPositions(int arity) {
    return withPositions(RowKind.INSERT, arity);
  }

  /** A row of fields with names. */
  public static Row withNames(RowKind kind) {
    return new Row(kind, null, new LinkedHashMap<>(), null);
  }

  /** A row of fields with names that inserts. */
  public static Row withNames() {
    return withNames(RowKind.INSERT);
  }

  /** A row of fields with positions and names. The array and the map become part of the row. */
  public static Row withNamedPositions(
      RowKind kind, Object[] fields, LinkedHashMap<String, Integer> positionByName) {
    return new Row(kind, fields, null, positionByName);
  }

  /** A row of the given values, by position. */
  public static Row of(Object... values) {
    Row row = new Row(values.length);
    System.arraycopy(values, 0, row.fieldByPosition, 0, values.length);
    return row;
  }

  /** A row of the given kind and values, by position. */
  public static Row ofKind(RowKind kind, Object... values) {
    Row row = of(values);
    row.kind = kind;
    return row;
  }

  public RowKind getKind() {
    return kind;
  }

  public void setKind(RowKind kind) {
    if (kind == null) {
      throw new NullPointerException("the kind of a row must not be null");
    }
    this.kind = kind;
  }

  /** Number of fields. */
  public int getArity() {
    return fieldByPosition != null ? fieldByPosition.length : fieldByName.size();
  }

  /** The field at a position. */
  public Object getField(int pos) {
    return positions()[pos];
  }

  private Object[] positions() {
    if (fieldByPosition == null) {
      throw new IllegalArgumentException("the fields of this row have names, not positions");
    }
    return fieldByPosition;
  }

  /** The field at a position, as whatever type is asked for. */
  @SuppressWarnings("unchecked")
  public <T> T getFieldAs(int pos) {
    return (T) getField(pos);
  }

  /** The field of a name. */
  public Object getField(String name) {
    if (fieldByName != null) {
      if (!fieldByName.containsKey(name)) {
        throw noSuchField(name);
      }
      return fieldByName.get(name);
    }
    return fieldByPosition[position(name)];
  }

  private int position(String name) {
    if (positionByName == null) {
      throw new IllegalArgumentException("the fields of this row have positions, not names");
    }
    Integer position = positionByName.get(name);
    if (position == null) {
      throw noSuchField(name);
    }
    return position;
  }

  private static IllegalArgumentException noSuchField(String name) {
    return new IllegalArgumentException("the row has no field \"" + name + "\"");
  }

  /** The field of a name, as whatever type is asked for. */
  @SuppressWarnings("unchecked")
  public <T> T getFieldAs(String name) {
    return (T) getField(name);
  }

  /** Sets the field at a position. */
  public void setField(int pos, Object value) {
    positions()[pos] = value;
  }

  /** Sets the field of a name; a row with names only gets a new field if it has none yet. */
  public void setField(String name, Object value) {
    if (fieldByName != null) {
      fieldByName.put(name, value);
    } else {
      fieldByPosition[position(name)] = value;
    }
  }

  /**
   * Names of the fields; null if there are none.
   *
   * @param includeNamedPositions whether names of fields that also have positions count
   */
  public Set<String> getFieldNames(boolean includeNamedPositions) {
    if (fieldByName != null) {
      return fieldByName.keySet();
    }
    return includeNamedPositions && positionByName != null ? positionByName.keySet() : null;
  }

  /** Sets all fields to null; a row with names only loses them. */
  public void clear() {
    if (fieldByPosition != null) {
      Arrays.fill(fieldByPosition, null);
    } else {
      fieldByName.clear();
    }
  }

  /** A row with the same field objects. */
  public static Row copy(Row row) {
    return new Row(
        row.kind,
        row.fieldByPosition == null ? null : row.fieldByPosition.clone(),
        row.fieldByName == null ? null : new LinkedHashMap<>(row.fieldByName),
        row.positionByName);
  }

  /** A row of some fields of another, by position. */
  public static Row project(Row row, int[] fieldPositions) {
    Row projected = new Row(row.kind, fieldPositions.length);
    for (int i = 0; i < fieldPositions.length; i++) {
      projected.setField(i, row.getField(fieldPositions[i]));
    }
    return projected;
  }

  /** A row of some fields of another, by name. */
  public static Row project(Row row, String[] fieldNames) {
    Row projected = withNames(row.kind);
    for (String name : fieldNames) {
      projected.setField(name, row.getField(name));
    }
    return projected;
  }

  /** The fields of several rows with positions, one after the other; the kind is the first's. */
  public static Row join(Row first, Row... remainings) {
    List<Object> fields = new ArrayList<>();
    Collections.addAll(fields, first.positions());
    for (Row row : remainings) {
      Collections.addAll(fields, row.positions());
    }
    return ofKind(first.kind, fields.toArray());
  }

  @Override
  public boolean equals(Object o) {
    if (this == o) {
      return true;
    }
    if (!(o instanceof Row other) || kind != other.kind || getArity() != other.getArity()) {
      return false;
    }
    if (fieldByPosition != null && other.fieldByPosition != null) {
      return Arrays.deepEquals(fieldByPosition, other.fieldByPosition);
    }
    Set<String> names = getFieldNames(true);
    Set<String> otherNames = other.getFieldNames(true);
    if (names == null || !names.equals(otherNames)) {
      return false;
    }
    for (String name : names) {
      if (!Arrays.deepEquals(new Object[] {getField(name)}, new Object[] {other.getField(name)})) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    if (fieldByPosition != null) {
      return 31 * kind.toByteValue() + Arrays.deepHashCode(fieldByPosition);
    }
    int code = kind.toByteValue();
    for (Map.Entry<String, Object> entry : fieldByName.entrySet()) {
      code += entry.getKey().hashCode() ^ Arrays.deepHashCode(new Object[] {entry.getValue()});
    }
    return code;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.shortString()).append('[');
    if (fieldByPosition != null) {
      for (int i = 0; i < fieldByPosition.length; i++) {
        text.append(i == 0 ? "" : ", ").append(text(fieldByPosition[i]));
      }
    } else {
      String separator = "";
      for (String name : new LinkedHashSet<>(fieldByName.keySet())) {
        text.append(separator).append(name).append('=').append(text(fieldByName.get(name)));
        separator = ", ";
      }
    }
    return text.append(']').toString();
  }

  private static String text(Object value) {
    String inBrackets = Arrays.deepToString(new Object[] {value});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}
