// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import java.io.IOException;

/**
 * Compares values of a type with a natural order. A normalized key is at most eight bytes, held in
 * the upper bytes of a long.
 *
 * @param <T> the type
 */
public abstract class BasicTypeComparator<T extends Comparable<? super T>>
    extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  protected final boolean ascendingComparison;
  private final int normalizedKeyLength;
  private transient T reference;

  BasicTypeComparator(boolean ascending, int normalizedKeyLength) {
    this.ascendingComparison = ascending;
    this.normalizedKeyLength = normalizedKeyLength;
  }

  /** The ascending normalized key, in the upper bytes; its unsigned order is the keys' order. */
  abstract long normalizedKey(T record);

  /** Compares two serialized records, ascending. */
  abstract int compareBytes(DataInputView first, DataInputView second) throws IOException;

  @Override
  public int hash(T record) {
    return record.hashCode();
  }

  @Override
  public void setReference(T toCompare) {
    this.reference = toCompare;
  }

  @Override
  public boolean equalToReference(T candidate) {
    return candidate.compareTo(reference) == 0;
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    int order = ((BasicTypeComparator<T>) referencedComparator).reference.compareTo(reference);
    return ascendingComparison ? order : -order;
  }

  @Override
  public int compare(T first, T second) {
    int order = first.compareTo(second);
    return ascendingComparison ? order : -order;
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    int order = compareBytes(firstSource, secondSource);
    return ascendingComparison ? order : -order;
  }

  @Override
  public boolean supportsNormalizedKey() {
    return true;
  }

  @Override
  public int getNormalizeKeyLen() {
    return normalizedKeyLength;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return keyBytes < normalizedKeyLength;
  }

  @Override
  public boolean invertNormalizedKey() {
    return !ascendingComparison;
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    putBytes(normalizedKey(record), target, offset, numBytes);
  }

  /** Writes the upper bytes of {@code key}, then zeros. */
  static void putBytes(long key, MemorySegment target, int offset, int numBytes) {
    if (numBytes == Long.BYTES) {
      target.putLongBigEndian(offset, key);
    } else if (numBytes == Integer.BYTES) {
      target.putIntBigEndian(offset, (int) (key >>> 32));
    } else {
      for (int i = 0; i < numBytes; i++) {
        target.put(offset + i, i < Long.BYTES ? (byte) (key >>> (56 - 8 * i)) : 0);
      }
    }
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("records are not written with normalized keys");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("records are not written with normalized keys");
  }

  @Override
  public int extractKeys(Object record, Object[] target, int index) {
    target[index] = record;
    return 1;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public TypeComparator[] getFlatComparators() {
    return new TypeComparator[] {this};
  }
}
