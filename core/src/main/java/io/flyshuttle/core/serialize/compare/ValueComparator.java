// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.serialize.basic.ValueSerializer;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.value.NormalizableKey;
import io.flyshuttle.core.value.Value;
import java.io.IOException;

/**
 * Compares values by their natural order. Values may be filled again, so that the reference is a
 * copy.
 *
 * @param <T> the class
 */
@SuppressWarnings({"rawtypes"})
public final class ValueComparator<T extends Value & Comparable<T>> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final boolean ascending;
  private final Class<T> type;
  private final ValueSerializer<T> serializer;
  private transient T reference;
  private transient T firstRead;
  private transient T secondRead;

  public ValueComparator(boolean ascending, Class<T> type) {
    this.ascending = ascending;
    this.type = type;
    this.serializer = new ValueSerializer<>(type);
  }

  @Override
  public int hash(T record) {
    return record.hashCode();
  }

  @Override
  public void setReference(T toCompare) {
    reference = serializer.copy(toCompare);
  }

  @Override
  public boolean equalToReference(T candidate) {
    return candidate.compareTo(reference) == 0;
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    return compare(((ValueComparator<T>) referencedComparator).reference, reference);
  }

  @Override
  public int compare(T first, T second) {
    int order = first.compareTo(second);
    return ascending ? order : Integer.compare(0, order);
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    if (firstRead == null) {
      firstRead = serializer.createInstance();
      secondRead = serializer.createInstance();
    }
    firstRead.read(firstSource);
    secondRead.read(secondSource);
    return compare(firstRead, secondRead);
  }

  @Override
  public boolean supportsNormalizedKey() {
    return NormalizableKey.class.isAssignableFrom(type);
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public int getNormalizeKeyLen() {
    return supportsNormalizedKey()
        ? ((NormalizableKey) serializer.createInstance()).getMaxNormalizedKeyLen()
        : 0;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    int length = getNormalizeKeyLen();
    return keyBytes < length || length == Integer.MAX_VALUE;
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    ((NormalizableKey) record).copyNormalizedKey(target, offset, numBytes);
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
  public boolean invertNormalizedKey() {
    return !ascending;
  }

  @Override
  public ValueComparator<T> duplicate() {
    return new ValueComparator<>(ascending, type);
  }

  @Override
  public int extractKeys(Object record, Object[] target, int index) {
    target[index] = record;
    return 1;
  }

  @Override
  public TypeComparator[] getFlatComparators() {
    return new TypeComparator[] {this};
  }
}
