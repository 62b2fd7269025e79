// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.key;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * Compares records by the key that a user's selector takes out of them, so that no record has to be
 * wrapped together with its key.
 *
 * @param <T> type of the records
 * @param <K> type of the key
 */
public final class SelectorComparator<T, K> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final KeySelector<T, K> selector;
  private final TypeComparator<K> keyComparator;
  private final TypeSerializer<T> serializer;

  public SelectorComparator(
      KeySelector<T, K> selector, TypeComparator<K> keyComparator, TypeSerializer<T> serializer) {
    this.selector = selector;
    this.keyComparator = keyComparator;
    this.serializer = serializer;
  }

  private K keyOf(T record) {
    K key;
    try {
      key = selector.getKey(record);
    } catch (Exception e) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "the key selector failed on record " + record, e);
    }
    if (key == null) {
      throw new FlyshuttleException(
          ErrorCode.USER_FUNCTION_FAILED, "the key selector returned null for record " + record);
    }
    return key;
  }

  @Override
  public int hash(T record) {
    return keyComparator.hash(keyOf(record));
  }

  @Override
  public void setReference(T toCompare) {
    keyComparator.setReference(keyOf(toCompare));
  }

  @Override
  public boolean equalToReference(T candidate) {
    return keyComparator.equalToReference(keyOf(candidate));
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    @SuppressWarnings("unchecked")
    SelectorComparator<T, K> other = (SelectorComparator<T, K>) referencedComparator;
    return keyComparator.compareToReference(other.keyComparator);
  }

  @Override
  public int compare(T first, T second) {
    return keyComparator.compare(keyOf(first), keyOf(second));
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    return compare(serializer.deserialize(firstSource), serializer.deserialize(secondSource));
  }

  @Override
  public boolean supportsNormalizedKey() {
    return keyComparator.supportsNormalizedKey();
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public int getNormalizeKeyLen() {
    return keyComparator.getNormalizeKeyLen();
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return keyComparator.isNormalizedKeyPrefixOnly(keyBytes);
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    keyComparator.putNormalizedKey(keyOf(record), target, offset, numBytes);
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("a selected key is not part of the record");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("a selected key is not part of the record");
  }

  @Override
  public boolean invertNormalizedKey() {
    return keyComparator.invertNormalizedKey();
  }

  @Override
  public TypeComparator<T> duplicate() {
    return new SelectorComparator<>(selector, keyComparator.duplicate(), serializer.duplicate());
  }

  @Override
  @SuppressWarnings("unchecked")
  public int extractKeys(Object record, Object[] target, int index) {
    return keyComparator.extractKeys(keyOf((T) record), target, index);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public TypeComparator[] getFlatComparators() {
    return keyComparator.getFlatComparators();
  }
}
