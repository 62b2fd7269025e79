// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.state.binary.ByteTable;
import java.io.IOException;

/**
 * The pages of one group of a table at one moment.
 *
 * @param layout of the records
 * @param segments in which the pages lie
 * @param bases where in its segment each page begins
 * @param sizes bytes of each page; 0 for one that is not there
 * @param count number of pages
 * @param records number of records in use
 */
record PageList(
    RecordLayout layout,
    MemorySegment[] segments,
    int[] bases,
    int[] sizes,
    int count,
    int records) {

  /** Sees a record that is in use. */
  @FunctionalInterface
  interface RecordVisitor {

    /** Whether to go on. */
    boolean visit(int page, int offset) throws IOException;
  }

  /** Visits all records in use. */
  void forEachRecord(RecordVisitor visitor) throws IOException {
    for (int page = 0; page < count; page++) {
      int end = sizes[page];
      for (int offset = 0; offset < end; ) {
        int at = bases[page] + offset;
        int length = recordBytes(page, offset, end);
        if (length == 0) {
          break;
        }
        if (segments[page].getInt(at) != 0 && !visitor.visit(page, offset)) {
          return;
        }
        offset += length;
      }
    }
  }

  /** Bytes of the record at a place; 0 if there is none from here on. */
  int recordBytes(int page, int offset, int end) {
    if (layout.isFixed()) {
      int length = layout.recordBytes();
      return offset + length <= end ? length : 0;
    }
    return offset + RecordLayout.HEADER_BYTES <= end
        ? segments[page].getInt(bases[page] + offset + RecordLayout.RECORD_LENGTH)
        : 0;
  }

  /** Visits keys and values of all records in use. */
  void forEach(ByteTable.Visitor visitor) throws IOException {
    DataInputDeserializer key = new DataInputDeserializer();
    DataInputDeserializer value = new DataInputDeserializer();
    forEachRecord(
        (page, offset) -> {
          MemorySegment segment = segments[page];
          int at = bases[page] + offset;
          int keyLength =
              layout.isFixed() ? layout.keyBytes() : segment.getInt(at + RecordLayout.KEY_LENGTH);
          int valueLength =
              layout.isFixed()
                  ? layout.valueBytes()
                  : segment.getInt(at + RecordLayout.VALUE_LENGTH);
          int keyAt = at + layout.keyOffset();
          view(segment, keyAt, keyLength, key);
          view(segment, keyAt + keyLength, valueLength, value);
          return visitor.visit(key, value);
        });
  }

  /** Lets a view read bytes of a segment. */
  static void view(MemorySegment segment, int at, int length, DataInputDeserializer view) {
    if (segment.isOffHeap()) {
      byte[] copy = new byte[length];
      segment.get(at, copy, 0, length);
      view.setBuffer(copy, 0, length);
    } else {
      view.setBuffer(segment.getArray(), at, length);
    }
  }
}
