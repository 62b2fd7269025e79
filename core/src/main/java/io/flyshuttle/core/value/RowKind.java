// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

/** What a row does to a changing table. */
public enum RowKind {
  INSERT("+I", 0),
  UPDATE_BEFORE("-U", 1),
  UPDATE_AFTER("+U", 2),
  DELETE("-D", 3);

  private final String shortString;
  private final byte value;

  RowKind(String shortString, int value) {
    this.shortString = shortString;
    this.value = (byte) value;
  }

  /** Two characters, for logs. */
  public String shortString() {
    return shortString;
  }

  /** The byte that stands for this kind in serialized rows. */
  public byte toByteValue() {
    return value;
  }

  /** The kind of a byte. */
  public static RowKind fromByteValue(byte value) {
    return switch (value) {
      case 0 -> INSERT;
      case 1 -> UPDATE_BEFORE;
      case 2 -> UPDATE_AFTER;
      case 3 -> DELETE;
      default -> throw new UnsupportedOperationException("no kind of rows has the value " + value);
    };
  }
}
