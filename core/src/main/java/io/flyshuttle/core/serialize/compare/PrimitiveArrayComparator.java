// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.compare;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.Arrays;

/**
 * Orders arrays of primitives element by element, a shorter array before a longer one that starts
 * with it.
 *
 * @param <T> class of the arrays
 */
public final class PrimitiveArrayComparator<T> extends TypeComparator<T> {
  private static final long serialVersionUID = 1L;

  private final boolean ascending;
  private final TypeSerializer<T> serializer;
  private transient T reference;

  public PrimitiveArrayComparator(boolean ascending, TypeSerializer<T> serializer) {
    this.ascending = ascending;
    this.serializer = serializer;
  }

  private static int compareArrays(Object first, Object second) {
    if (first instanceof byte[] a) {
      return Arrays.compare(a, (byte[]) second);
    } else if (first instanceof int[] a) {
      return Arrays.compare(a, (int[]) second);
    } else if (first instanceof long[] a) {
      return Arrays.compare(a, (long[]) second);
    } else if (first instanceof double[] a) {
      return Arrays.compare(a, (double[]) second);
    } else if (first instanceof float[] a) {
      return Arrays.compare(a, (float[]) second);
    } else if (first instanceof char[] a) {
      return Arrays.compare(a, (char[]) second);
    } else if (first instanceof short[] a) {
      return Arrays.compare(a, (short[]) second);
    }
    return Arrays.compare((boolean[]) first, (boolean[]) second);
  }

  @Override
  public int hash(T record) {
    if (record instanceof byte[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof int[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof long[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof double[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof float[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof char[] a) {
      return Arrays.hashCode(a);
    } else if (record instanceof short[] a) {
      return Arrays.hashCode(a);
    }
    return Arrays.hashCode((boolean[]) record);
  }

  @Override
  public void setReference(T toCompare) {
    this.reference = toCompare;
  }

  @Override
  public boolean equalToReference(T candidate) {
    return compareArrays(candidate, reference) == 0;
  }

  @Override
  public int compareToReference(TypeComparator<T> referencedComparator) {
    return compare(((PrimitiveArrayComparator<T>) referencedComparator).reference, reference);
  }

  @Override
  public int compare(T first, T second) {
    int order = compareArrays(first, second);
    return ascending ? order : -order;
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
    throw new UnsupportedOperationException("arrays have no normalized keys");
  }

  @Override
  public void writeWithKeyNormalization(T record, DataOutputView target) {
    throw new UnsupportedOperationException("arrays have no normalized keys");
  }

  @Override
  public T readWithKeyDenormalization(T reuse, DataInputView source) {
    throw new UnsupportedOperationException("arrays have no normalized keys");
  }

  @Override
  public boolean invertNormalizedKey() {
    return !ascending;
  }

  @Override
  public PrimitiveArrayComparator<T> duplicate() {
    return new PrimitiveArrayComparator<>(ascending, serializer);
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
