// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.paged;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.state.binary.ByteStore;
import io.flyshuttle.core.state.binary.ByteTable;
import java.io.IOException;
import java.util.List;

/**
 * The pages of one key group as a piece of a checkpoint: all that have something in them, or the
 * lines that have changed.
 *
 * <pre>
 * int number of tables; for each: UTF name, then its pages:
 *   int number of the page, -1 behind the last
 *   int bytes of the page, 0 if it is not there any more
 *   long the lines that follow, a bit each, from the lowest on; pages larger than usual follow whole
 *   the lines
 * </pre>
 */
final class PageCodec {
  private static final int END = -1;
  private static final int LINE_BYTES = 64;
  private static final int LINES = PagePool.PAGE_BYTES / LINE_BYTES;

  private PageCodec() {}

  /**
   * The pages of one table.
   *
   * @param changed the lines to write; null for all
   */
  record TablePages(String name, PageList pages, long[] changed) {

    /** Bytes to write at most, roughly. */
    long estimatedBytes() {
      long lines = 0;
      for (int page = 0; page < pages.count(); page++) {
        if (changed == null) {
          lines += pages.sizes()[page] / LINE_BYTES;
        } else if (page < changed.length) {
          lines +=
              pages.sizes()[page] > PagePool.PAGE_BYTES && changed[page] != 0
                  ? pages.sizes()[page] / LINE_BYTES
                  : Long.bitCount(changed[page]);
        }
      }
      return lines * LINE_BYTES;
    }
  }

  static void write(List<TablePages> tables, DataOutputView out) throws IOException {
    out.writeInt(tables.size());
    byte[] scratch = new byte[PagePool.PAGE_BYTES];
    for (TablePages table : tables) {
      out.writeUTF(table.name);
      PageList pages = table.pages;
      for (int page = 0; page < pages.count(); page++) {
        long lines = lines(table, page);
        if (lines != 0) {
          out.writeInt(page);
          out.writeInt(pages.sizes()[page]);
          if (pages.sizes()[page] != 0) {
            writeLines(pages, page, lines, scratch, out);
          }
        }
      }
      out.writeInt(END);
    }
  }

  private static long lines(TablePages table, int page) {
    if (table.changed != null) {
      return page < table.changed.length ? table.changed[page] : 0;
    }
    int bytes = table.pages.sizes()[page];
    if (bytes == 0 || bytes > PagePool.PAGE_BYTES) {
      return bytes == 0 ? 0 : -1;
    }
    MemorySegment segment = table.pages.segments()[page];
    int base = table.pages.bases()[page];
    long lines = 0;
    for (int line = 0; line < LINES; line++) {
      long any = 0;
      for (int i = 0; i < LINE_BYTES; i += Long.BYTES) {
        any |= segment.getLong(base + line * LINE_BYTES + i);
      }
      lines |= any != 0 ? 1L << line : 0;
    }
    return lines;
  }

  private static void writeLines(
      PageList pages, int page, long lines, byte[] scratch, DataOutputView out) throws IOException {
    MemorySegment segment = pages.segments()[page];
    int base = pages.bases()[page];
    int bytes = pages.sizes()[page];
    out.writeLong(lines);
    if (bytes > PagePool.PAGE_BYTES) {
      segment.get(out, base, bytes);
      return;
    }
    int length = 0;
    for (int line = 0; line < LINES; line++) {
      if ((lines & 1L << line) != 0) {
        segment.get(base + line * LINE_BYTES, scratch, length, LINE_BYTES);
        length += LINE_BYTES;
      }
    }
    out.write(scratch, 0, length);
  }

  /** Reads pages into tables; those whose state is not there any more are passed over. */
  static void read(int group, DataInputView in, ByteStore.TablesByName tables) throws IOException {
    byte[] scratch = new byte[PagePool.PAGE_BYTES];
    for (int left = in.readInt(); left > 0; left--) {
      ByteTable table = tables.table(in.readUTF());
      PagedGroup target = table == null ? null : ((PagedTable) table).groupToChange(group);
      for (int page = in.readInt(); page != END; page = in.readInt()) {
        int bytes = in.readInt();
        if (bytes == 0) {
          if (target != null) {
            target.dropRestored(page);
          }
          continue;
        }
        readLines(target, page, bytes, scratch, in);
      }
    }
  }

  private static void readLines(
      PagedGroup target, int page, int bytes, byte[] scratch, DataInputView in) throws IOException {
    long lines = in.readLong();
    int length = bytes > PagePool.PAGE_BYTES ? bytes : Long.bitCount(lines) * LINE_BYTES;
    if (target == null) {
      in.skipBytesToRead(length);
      return;
    }
    MemorySegment segment = target.pageToRestore(page, bytes);
    int base = target.baseOf(page);
    if (bytes > PagePool.PAGE_BYTES) {
      segment.put(in, base, bytes);
      return;
    }
    in.readFully(scratch, 0, length);
    int at = 0;
    for (int line = 0; line < LINES; line++) {
      if ((lines & 1L << line) != 0) {
        segment.put(base + line * LINE_BYTES, scratch, at, LINE_BYTES);
        at += LINE_BYTES;
      }
    }
  }
}
