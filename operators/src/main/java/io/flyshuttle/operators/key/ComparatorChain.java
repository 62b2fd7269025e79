// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.key;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares by one key, then among equals by the next. Normalized keys are those of the first key
 * only.
 *
 * @param <T> type of the records
 */
public final class ComparatorChain<T> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final List<TypeComparator<T>> comparators;
  private final TypeSerializer<T> serializer;

  public ComparatorChain(List<TypeComparator<T>> comparators, TypeSerializer<T> serializer) {
    this.comparators = List.copyOf(comparators);
    this.serializer = serializer;
  }

  @Override
  public int hash(T record) {
    int hash = 0;
    for (TypeComparator<T> comparator : comparators) {
      hash = 31 * hash + comparator.hash(record);
    }
    return hash;
  }

  @Override
  public void setReference(T toCompare) {
    for (TypeComparator<T> comparator : comparators) {
      comparator.setReference(toCompare);
    }
  }

  @Override
  public boolean equalToReference(T candidate) {
    for (TypeComparator<T> comparator : comparators) {
      if (!comparator.equalToReference(candidate)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    ComparatorChain<T> other = (ComparatorChain<T>) referencedComparator;
    for (int i = 0; i < comparators.size(); i++) {
      int order = comparators.get(i).compareToReference(other.comparators.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public int compare(T first, T second) {
    for (TypeComparator<T> comparator : comparators) {
      int order = comparator.compare(first, second);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Comparators leave the sources anywhere, so the records are read whole instead. */
  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    return compare(serializer.deserialize(firstSource), serializer.deserialize(secondSource));
  }

  @Override
  public boolean supportsNormalizedKey() {
    return comparators.get(0).supportsNormalizedKey();
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public int getNormalizeKeyLen() {
    return comparators.get(0).getNormalizeKeyLen();
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return true;
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    comparators.get(0).putNormalizedKey(record, target, offset, numBytes);
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("several keys are not normalized in place");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("several keys are not normalized in place");
  }

  @Override
  public boolean invertNormalizedKey() {
    return comparators.get(0).invertNormalizedKey();
  }

  @Override
  public TypeComparator<T> duplicate() {
    List<TypeComparator<T>> copies = new ArrayList<>();
    for (TypeComparator<T> comparator : comparators) {
      copies.add(comparator.duplicate());
    }
    return new ComparatorChain<>(copies, serializer.duplicate());
  }

  @Override
  public int extractKeys(Object record, Object[] target, int index) {
    int count = 0;
    for (TypeComparator<T> comparator : comparators) {
      count += comparator.extractKeys(record, target, index + count);
    }
    return count;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public TypeComparator[] getFlatComparators() {
    List<TypeComparator> flat = new ArrayList<>();
    for (TypeComparator<T> comparator : comparators) {
      flat.addAll(List.of(comparator.getFlatComparators()));
    }
    return flat.toArray(new TypeComparator[0]);
  }
}
