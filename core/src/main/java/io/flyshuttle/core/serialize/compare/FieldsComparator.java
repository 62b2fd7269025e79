// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.CompositeTypeComparator;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.NullKeyFieldException;
import java.io.IOException;
import java.util.List;

/**
 * Compares records by some of their fields. A null key field is refused, unless the field's
 * comparator takes nulls.
 *
 * @param <T> type of the records
 */
@SuppressWarnings({"rawtypes", "unchecked"})
public final class FieldsComparator<T> extends CompositeTypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final FieldAccess<T> access;
  private final int[] keyFields;
  private final TypeComparator[] comparators;

  /** Serializers of the fields up to the last key, if fields stand one after the other; or null. */
  private final TypeSerializer[] fieldSerializers;

  /** For records whose fields cannot be found in the bytes one by one. */
  private final TypeSerializer<T> recordSerializer;

  private final int[] normalizedKeyLengths;
  private final int leadingNormalizableKeys;
  private final int normalizableLength;
  private final boolean invertNormalizedKey;

  private FieldsComparator(
      FieldAccess<T> access,
      int[] keyFields,
      TypeComparator[] comparators,
      TypeSerializer[] fieldSerializers,
      TypeSerializer<T> recordSerializer) {
    this.access = access;
    this.keyFields = keyFields;
    this.comparators = comparators;
    this.fieldSerializers = fieldSerializers;
    this.recordSerializer = recordSerializer;
    this.normalizedKeyLengths = new int[comparators.length];
    this.invertNormalizedKey = comparators.length > 0 && comparators[0].invertNormalizedKey();
    int keys = 0;
    long length = 0;
    for (TypeComparator comparator : comparators) {
      if (!comparator.supportsNormalizedKey()
          || comparator.invertNormalizedKey() != invertNormalizedKey) {
        break;
      }
      normalizedKeyLengths[keys] = comparator.getNormalizeKeyLen();
      length += normalizedKeyLengths[keys];
      keys++;
      // What follows a key that may be cut off must not decide.
      if (length >= Integer.MAX_VALUE
          || comparator.isNormalizedKeyPrefixOnly(comparator.getNormalizeKeyLen())) {
        break;
      }
    }
    this.leadingNormalizableKeys = keys;
    this.normalizableLength = (int) Math.min(length, Integer.MAX_VALUE);
  }

  /**
   * For records that are serialized as one field after the other, without anything between.
   *
   * @param fieldSerializers of all fields up to the last key field at least
   */
  public static <T> FieldsComparator<T> ofPlainFields(
      FieldAccess<T> access,
      int[] keyFields,
      TypeComparator<?>[] comparators,
      TypeSerializer<?>[] fieldSerializers) {
    return new FieldsComparator<>(access, keyFields, comparators, fieldSerializers, null);
  }

  /** For records that have to be read whole to be compared. */
  public static <T> FieldsComparator<T> ofWholeRecords(
      FieldAccess<T> access,
      int[] keyFields,
      TypeComparator<?>[] comparators,
      TypeSerializer<T> recordSerializer) {
    return new FieldsComparator<>(access, keyFields, comparators, null, recordSerializer);
  }

  /** Positions of the key fields. */
  public int[] getKeyPositions() {
    return keyFields.clone();
  }

  private RuntimeException failure(RuntimeException failure, T record, int key) {
    if (record != null && access.get(record, keyFields[key]) == null) {
      return new NullKeyFieldException(
          "The key "
              + access.describe(keyFields[key])
              + " of a record is null; a record can only be grouped, joined or sorted by keys that"
              + " are not null.",
          keyFields[key]);
    }
    return failure;
  }

  @Override
  public int hash(T record) {
    int key = 0;
    try {
      int code = comparators[0].hash(access.get(record, keyFields[0]));
      for (key = 1; key < keyFields.length; key++) {
        code = code * 31 + comparators[key].hash(access.get(record, keyFields[key]));
      }
      return code;
    } catch (NullPointerException e) {
      throw failure(e, record, key);
    }
  }

  @Override
  public void setReference(T toCompare) {
    int key = 0;
    try {
      for (; key < keyFields.length; key++) {
        comparators[key].setReference(access.get(toCompare, keyFields[key]));
      }
    } catch (NullPointerException e) {
      throw failure(e, toCompare, key);
    }
  }

  @Override
  public boolean equalToReference(T candidate) {
    int key = 0;
    try {
      for (; key < keyFields.length; key++) {
        if (!comparators[key].equalToReference(access.get(candidate, keyFields[key]))) {
          return false;
        }
      }
      return true;
    } catch (NullPointerException e) {
      throw failure(e, candidate, key);
    }
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    FieldsComparator<T> other = (FieldsComparator<T>) referencedComparator;
    for (int key = 0; key < keyFields.length; key++) {
      int order = comparators[key].compareToReference(other.comparators[key]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public int compare(T first, T second) {
    int key = 0;
    try {
      for (; key < keyFields.length; key++) {
        int field = keyFields[key];
        int order = comparators[key].compare(access.get(first, field), access.get(second, field));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    } catch (NullPointerException e) {
      throw failure(failure(e, first, key), second, key);
    }
  }

  @Override
  public int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    if (fieldSerializers == null || !keysAreInOrder()) {
      return fieldSerializers == null
          ? compare(
              recordSerializer.deserialize(firstSource), recordSerializer.deserialize(secondSource))
          : compareOutOfOrder(firstSource, secondSource);
    }
    int field = 0;
    for (int key = 0; key < keyFields.length; key++) {
      for (; field < keyFields[key]; field++) {
        fieldSerializers[field].deserialize(firstSource);
        fieldSerializers[field].deserialize(secondSource);
      }
      int order = comparators[key].compareSerialized(firstSource, secondSource);
      if (order != 0) {
        return order;
      }
      field++;
    }
    return 0;
  }

  private boolean keysAreInOrder() {
    for (int key = 1; key < keyFields.length; key++) {
      if (keyFields[key] <= keyFields[key - 1]) {
        return false;
      }
    }
    return true;
  }

  private int compareOutOfOrder(DataInputView firstSource, DataInputView secondSource)
      throws IOException {
    Object[] first = readFields(firstSource);
    Object[] second = readFields(secondSource);
    for (int key = 0; key < keyFields.length; key++) {
      int order = comparators[key].compare(first[keyFields[key]], second[keyFields[key]]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private Object[] readFields(DataInputView source) throws IOException {
    int last = 0;
    for (int field : keyFields) {
      last = Math.max(last, field);
    }
    Object[] fields = new Object[last + 1];
    for (int i = 0; i <= last; i++) {
      fields[i] = fieldSerializers[i].deserialize(source);
    }
    return fields;
  }

  @Override
  public boolean supportsNormalizedKey() {
    return leadingNormalizableKeys > 0;
  }

  @Override
  public int getNormalizeKeyLen() {
    return normalizableLength;
  }

  @Override
  public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
    return leadingNormalizableKeys < keyFields.length
        || normalizableLength == Integer.MAX_VALUE
        || normalizableLength > keyBytes
        || comparators[leadingNormalizableKeys - 1].isNormalizedKeyPrefixOnly(
            normalizedKeyLengths[leadingNormalizableKeys - 1]);
  }

  @Override
  public boolean invertNormalizedKey() {
    return invertNormalizedKey;
  }

  @Override
  public void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes) {
    int key = 0;
    try {
      int position = offset;
      int remaining = numBytes;
      for (; key < leadingNormalizableKeys && remaining > 0; key++) {
        int length = Math.min(remaining, normalizedKeyLengths[key]);
        comparators[key].putNormalizedKey(
            access.get(record, keyFields[key]), target, position, length);
        position += length;
        remaining -= length;
      }
      for (; remaining > 0; remaining--) {
        target.put(position++, (byte) 0);
      }
    } catch (NullPointerException e) {
      throw failure(e, record, key);
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
  public FieldsComparator<T> duplicate() {
    TypeComparator[] duplicates = new TypeComparator[comparators.length];
    for (int i = 0; i < duplicates.length; i++) {
      duplicates[i] = comparators[i].duplicate();
    }
    TypeSerializer[] serializers = fieldSerializers == null ? null : fieldSerializers.clone();
    for (int i = 0; serializers != null && i < serializers.length; i++) {
      serializers[i] = serializers[i].duplicate();
    }
    return new FieldsComparator<>(
        access,
        keyFields,
        duplicates,
        serializers,
        recordSerializer == null ? null : recordSerializer.duplicate());
  }

  @Override
  public int extractKeys(Object record, Object[] target, int index) {
    int position = index;
    for (int key = 0; key < keyFields.length; key++) {
      position +=
          comparators[key].extractKeys(access.get((T) record, keyFields[key]), target, position);
    }
    return position - index;
  }

  @Override
  public void getFlatComparator(List<TypeComparator> flatComparators) {
    for (TypeComparator comparator : comparators) {
      if (comparator instanceof CompositeTypeComparator composite) {
        composite.getFlatComparator(flatComparators);
      } else {
        flatComparators.add(comparator);
      }
    }
  }
}
