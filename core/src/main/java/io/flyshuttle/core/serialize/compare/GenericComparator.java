// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.Comparator;

/**
 * Compares records as objects, by their natural order or a given one, without normalized keys.
 * Serialized records are read to be compared.
 *
 * @param <T> the type
 */
public final class GenericComparator<T> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  /** Compares {@link Comparable} records. */
  public enum Order implements Comparator<Object> {
    NATURAL;

    @Override
    @SuppressWarnings("unchecked")
    public int compare(Object first, Object second) {
      return ((Comparable<Object>) first).compareTo(second);
    }
  }

  private final boolean ascending;
  private final TypeSerializer<T> serializer;
  private final Comparator<? super T> order;
  private transient T reference;

  /** By natural order. */
  public GenericComparator(boolean ascending, TypeSerializer<T> serializer) {
    this(ascending, serializer, Order.NATURAL);
  }

  /**
   * @param order serializable; equal records must have equal hash codes
   */
  public GenericComparator(
      boolean ascending, TypeSerializer<T> serializer, Comparator<? super T> order) {
    this.ascending = ascending;
    this.serializer = serializer;
    this.order = order;
  }

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
    return order.compare(candidate, reference) == 0;
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    return compare(((GenericComparator<T>) referencedComparator).reference, reference);
  }

  @Override
  public int compare(T first, T second) {
    int result = order.compare(first, second);
    return ascending ? result : Integer.compare(0, result);
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    return compare(serializer.deserialize(firstSource), serializer.deserialize(secondSource));
  }

  @Override
  public boolean supportsNormalizedKey() {
    return false;
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public int getNormalizeKeyLen() {
    return 0;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    throw new UnsupportedOperationException("this type has no normalized keys");
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("this type has no normalized keys");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("this type has no normalized keys");
  }

  @Override
  public boolean invertNormalizedKey() {
    return !ascending;
  }

  @Override
  public GenericComparator<T> duplicate() {
    return new GenericComparator<>(ascending, serializer.duplicate(), order);
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
