// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.CompositeTypeComparator;
import io.flyshuttle.core.type.TypeComparator;

/**
 * Lets a comparator take nulls: null is before every value, or after every value if the order is
 * turned round. In the normalized key a byte before the value's key says whether there is a value.
 *
 * @param <T> the type
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class NullAwareComparator<T> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final TypeComparator<T> comparator;
  private transient boolean nullReference;

  private NullAwareComparator(TypeComparator<T> comparator) {
    this.comparator = comparator;
  }

  /** A comparator that takes nulls; those of composite types are left as they are. */
  public static TypeComparator<?> of(TypeComparator<?> comparator) {
    return comparator instanceof CompositeTypeComparator
        ? comparator
        : new NullAwareComparator<>(comparator);
  }

  private int nullFirst(boolean firstIsNull, boolean secondIsNull) {
    int order = Boolean.compare(secondIsNull, firstIsNull);
    return comparator.invertNormalizedKey() ? -order : order;
  }

  @Override
  public int hash(T record) {
    return record == null ? 0 : comparator.hash(record);
  }

  @Override
  public void setReference(T toCompare) {
    nullReference = toCompare == null;
    if (toCompare != null) {
      comparator.setReference(toCompare);
    }
  }

  @Override
  public boolean equalToReference(T candidate) {
    return candidate == null || nullReference
        ? candidate == null && nullReference
        : comparator.equalToReference(candidate);
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    NullAwareComparator<T> other = (NullAwareComparator<T>) referencedComparator;
    return nullReference || other.nullReference
        ? nullFirst(other.nullReference, nullReference)
        : comparator.compareToReference(other.comparator);
  }

  @Override
  public int compare(T first, T second) {
    return first == null || second == null
        ? nullFirst(first == null, second == null)
        : comparator.compare(first, second);
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource) {
    throw new UnsupportedOperationException("how nulls are written is the row's business");
  }

  @Override
  public boolean supportsNormalizedKey() {
    return comparator.supportsNormalizedKey();
  }

  @Override
  public boolean supportsSerializationWithKeyNormalization() {
    return false;
  }

  @Override
  public int getNormalizeKeyLen() {
    int length = comparator.getNormalizeKeyLen();
    return length == Integer.MAX_VALUE ? length : length + 1;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return comparator.isNormalizedKeyPrefixOnly(Math.max(keyBytes - 1, 0));
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    if (numBytes == 0) {
      return;
    }
    target.put(offset, (byte) (record == null ? 0 : 1));
    if (record == null) {
      target.fill(offset + 1, numBytes - 1, (byte) 0);
    } else {
      comparator.putNormalizedKey(record, target, offset + 1, numBytes - 1);
    }
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
    return comparator.invertNormalizedKey();
  }

  @Override
  public NullAwareComparator<T> duplicate() {
    return new NullAwareComparator<>(comparator.duplicate());
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
