// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.UUID;

/** 128 bits that name something: random ones unless given. For programs' own kinds of ids. */
public class AbstractID implements Comparable<AbstractID>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Number of bytes of an id. */
  public static final int SIZE = 16;

  protected final long upperPart;
  protected final long lowerPart;

  /** A new random id. */
  public AbstractID() {
    UUID random = UUID.randomUUID();
    this.upperPart = random.getMostSignificantBits();
    this.lowerPart = random.getLeastSignificantBits();
  }

  public AbstractID(long lowerPart, long upperPart) {
    this.lowerPart = lowerPart;
    this.upperPart = upperPart;
  }

  /** The same id. */
  public AbstractID(AbstractID id) {
    this(Objects.requireNonNull(id, "the id is null").lowerPart, id.upperPart);
  }

  /** The id whose {@link #getBytes} these are. */
  public AbstractID(byte[] bytes) {
    if (bytes == null || bytes.length != SIZE) {
      throw new IllegalArgumentException("an id has " + SIZE + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    this.lowerPart = buffer.getLong();
    this.upperPart = buffer.getLong();
  }

  public long getLowerPart() {
    return lowerPart;
  }

  public long getUpperPart() {
    return upperPart;
  }

  /** The lower part, then the upper one, the highest byte of each first. */
  public byte[] getBytes() {
    return ByteBuffer.allocate(SIZE).putLong(lowerPart).putLong(upperPart).array();
  }

  /** The bytes as 32 hex digits. */
  public final String toHexString() {
    return String.format("%016x%016x", lowerPart, upperPart);
  }

  @Override
  public boolean equals(Object obj) {
    return obj != null
        && obj.getClass() == getClass()
        && ((AbstractID) obj).lowerPart == lowerPart
        && ((AbstractID) obj).upperPart == upperPart;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(lowerPart ^ upperPart);
  }

  @Override
  public String toString() {
    return toHexString();
  }

  @Override
  public int compareTo(AbstractID other) {
    int upper = Long.compare(upperPart, other.upperPart);
    return upper != 0 ? upper : Long.compare(lowerPart, other.lowerPart);
  }
}
