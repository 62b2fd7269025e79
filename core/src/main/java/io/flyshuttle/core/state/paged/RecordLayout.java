// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

/**
 * How records lie in pages. If all keys and all values have one length:
 *
 * <pre>
 *  0      4      4 + k       4 + k + v
 *  +------+------+-----------+
 *  | hash | key  | value     |
 *  +------+------+-----------+
 * </pre>
 *
 * <p>else, with the bytes of the whole record and of its key and value:
 *
 * <pre>
 *  0      4        8     12      16
 *  +------+--------+-----+-------+------+-----------+--------+
 *  | hash | record | key | value | key  | value     | unused |
 *  +------+--------+-----+-------+------+-----------+--------+
 * </pre>
 *
 * <p>A hash code of 0 marks a record that is free; the number of the next free one stands behind
 * it, or behind the record's length.
 *
 * @param keyBytes of each key, -1 if that differs
 * @param valueBytes of each value, -1 if that differs
 */
record RecordLayout(int keyBytes, int valueBytes) {
  static final int HASH_BYTES = 4;
  static final int RECORD_LENGTH = 4;
  static final int KEY_LENGTH = 8;
  static final int VALUE_LENGTH = 12;
  static final int HEADER_BYTES = 16;
  private static final int LEAST_RECORD = 8;

  /** The layout for a table; one of records that do not fit into a page is not fixed. */
  static RecordLayout of(int keyBytes, int valueBytes) {
    boolean fixed =
        keyBytes >= 0
            && valueBytes >= 0
            && HASH_BYTES + keyBytes + valueBytes <= PagePool.PAGE_BYTES / 4;
    return fixed ? new RecordLayout(keyBytes, valueBytes) : new RecordLayout(-1, -1);
  }

  boolean isFixed() {
    return keyBytes >= 0;
  }

  /** Bytes of each record; for fixed layouts. */
  int recordBytes() {
    return Math.max(LEAST_RECORD, HASH_BYTES + keyBytes + valueBytes);
  }

  int keyOffset() {
    return isFixed() ? HASH_BYTES : HEADER_BYTES;
  }

  /** Where in a free record the next one's pointer stands. */
  int nextFreeOffset() {
    return isFixed() ? HASH_BYTES : KEY_LENGTH;
  }
}
