// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import java.io.IOException;
import java.io.Serializable;

/**
 * Compares and hashes records of one type by their key, as objects or as bytes. Keeps a reference
 * key between calls, so one instance is used by one thread; other threads use a {@link #duplicate}.
 *
 * <p><b>Normalized keys</b> are prefixes of a key written so that comparing them byte by byte,
 * unsigned, gives the order of the keys. Sorting by them touches no objects. {@link
 * #invertNormalizedKey} says whether the byte order has to be turned round.
 *
 * @param <T> the type
 */
public abstract class TypeComparator<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Hash code of the record's key; equal keys have equal hash codes. */
  public abstract int hash(T record);

  /** Takes the key of {@code toCompare} as the reference for the methods below. */
  public abstract void setReference(T toCompare);

  /** Whether the key of {@code candidate} equals the reference. */
  public abstract boolean equalToReference(T candidate);

  /**
   * Compares the reference of {@code referencedComparator} with this comparator's reference: below
   * zero if the other's comes first, as if it were {@code compare(other's, this one's)}.
   */
  public abstract int compareToReference(TypeComparator<T> referencedComparator);

  /** Whether {@link #compareAgainstReference} works. */
  @SuppressWarnings("rawtypes")
  public boolean supportsCompareAgainstReference() {
    return false;
  }

  /** Compares single key values with the reference. */
  @SuppressWarnings("rawtypes")
  public int compareAgainstReference(Comparable[] keys) {
    throw new UnsupportedOperationException("this comparator keeps no reference of single keys");
  }

  /** Below zero, zero or above zero as the key of {@code first} is before, equal to, after. */
  public abstract int compare(T first, T second);

  /**
   * As {@link #compare}, of two serialized records, without making objects where possible. Reads at
   * least as much of both as is needed to decide, so the sources' positions afterwards are not
   * defined.
   */
  public abstract int compareSerialized(DataInputView firstSource, DataInputView secondSource)
      throws IOException;

  /** Whether normalized keys can be made. */
  public abstract boolean supportsNormalizedKey();

  /** Whether a record can be written with its key normalized, and read back from that. */
  public abstract boolean supportsSerializationWithKeyNormalization();

  /** Bytes of a whole normalized key; {@link Integer#MAX_VALUE} if there is no limit. */
  public abstract int getNormalizeKeyLen();

  /** Whether {@code keyBytes} bytes of normalized key may be equal while the keys differ. */
  public abstract boolean isNormalizedKeyPrefixOnly(int keyBytes);

  /**
   * Writes the first {@code numBytes} of the record's normalized key; what the key does not fill is
   * set to zero.
   */
  public abstract void putNormalizedKey(T record, MemorySegment target, int offset, int numBytes);

  /** Writes the record so that its key comes first, normalized. */
  public abstract void writeWithKeyNormalization(T record, DataOutputView target)
      throws IOException;

  /** Reads what {@link #writeWithKeyNormalization} wrote. */
  public abstract T readWithKeyDenormalization(T reuse, DataInputView source) throws IOException;

  /** Whether a greater normalized key means an earlier record. */
  public abstract boolean invertNormalizedKey();

  /** An equal comparator for another thread, without the reference. */
  public abstract TypeComparator<T> duplicate();

  /**
   * Puts the record's key fields into {@code target} from {@code index} on, flat.
   *
   * @return how many fields were put
   */
  public abstract int extractKeys(Object record, Object[] target, int index);

  /** The comparators of the key's flat fields, in order. */
  @SuppressWarnings("rawtypes")
  public abstract TypeComparator[] getFlatComparators();
}
