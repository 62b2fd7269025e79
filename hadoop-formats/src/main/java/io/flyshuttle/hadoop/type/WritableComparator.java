// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.type;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import java.io.IOException;
import org.apache.hadoop.io.Writable;

/**
 * Compares Writables by their natural order. They may be filled again, so that the reference is a
 * copy. They have no normalized keys: sorting reads them.
 *
 * @param <T> the class
 */
public final class WritableComparator<T extends Writable & Comparable<T>>
    extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final boolean ascending;
  private final Class<T> typeClass;
  private final WritableSerializer<T> serializer;
  private transient T reference;
  private transient T firstRead;
  private transient T secondRead;

  public WritableComparator(boolean ascending, Class<T> typeClass) {
    this.ascending = ascending;
    this.typeClass = typeClass;
    this.serializer = new WritableSerializer<>(typeClass);
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
    return compare(((WritableComparator<T>) referencedComparator).reference, reference);
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
    firstRead.readFields(firstSource);
    secondRead.readFields(secondSource);
    return compare(firstRead, secondRead);
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
    throw new UnsupportedOperationException("Writables have no normalized keys");
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("Writables have no normalized keys");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("Writables have no normalized keys");
  }

  @Override
  public boolean invertNormalizedKey() {
    return !ascending;
  }

  @Override
  public WritableComparator<T> duplicate() {
    return new WritableComparator<>(ascending, typeClass);
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
