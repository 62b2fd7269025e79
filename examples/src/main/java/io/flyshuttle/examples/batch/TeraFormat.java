// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Files of records of 100 bytes, one after the other: a key of ten bytes, compared byte by byte
 * without sign, and 90 bytes more. In a program a record is a tuple of the first eight bytes of the
 * key as a number that sorts like them, the other two as another, the rest, and the number that the
 * file's name is (0 where it does not matter).
 */
final class TeraFormat {
  static final int RECORD_BYTES = 100;
  static final int PAYLOAD_BYTES = 90;

  /** Type of the records. */
  static final TupleTypeInfo<Tuple4<Long, Integer, byte[], Integer>> TYPE =
      new TupleTypeInfo<>(Types.LONG, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE), Types.INT);

  private static final int KEY_TAIL_OFFSET = 8;
  private static final int PAYLOAD_OFFSET = 10;

  private TeraFormat() {}

  /** The bytes of a record. */
  static byte[] bytes(Tuple4<Long, Integer, byte[], Integer> record) {
    return ByteBuffer.allocate(RECORD_BYTES)
        .putLong(record.f0 ^ Long.MIN_VALUE)
        .putShort(record.f1.shortValue())
        .put(record.f2)
        .array();
  }

  /** The record of some bytes. */
  static Tuple4<Long, Integer, byte[], Integer> record(byte[] bytes, int file) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    byte[] payload = new byte[PAYLOAD_BYTES];
    buffer.get(PAYLOAD_OFFSET, payload);
    return Tuple4.of(
        buffer.getLong(0) ^ Long.MIN_VALUE,
        Short.toUnsignedInt(buffer.getShort(KEY_TAIL_OFFSET)),
        payload,
        file);
  }

  /** Reads the records that begin in a split. */
  static final class Reader extends FileInputFormat<Tuple4<Long, Integer, byte[], Integer>>
      implements ResultTypeQueryable<Tuple4<Long, Integer, byte[], Integer>> {
    private static final long serialVersionUID = 1L;

    private transient long positionBytes;
    private transient int file;

    /**
     * Reads files.
     *
     * @param isByFile whether each file is read in one piece, in its order
     */
    Reader(String path, boolean isByFile) {
      super(new Path(path));
      unsplittable = isByFile;
    }

    @Override
    public void open(FileInputSplit split) throws IOException {
      FileStatus status = split.getPath().getFileSystem().getFileStatus(split.getPath());
      if (status.getLen() % RECORD_BYTES != 0) {
        throw new IOException(
            split.getPath()
                + " has "
                + status.getLen()
                + " bytes, which is not a number of records of "
                + RECORD_BYTES);
      }
      super.open(split);
      positionBytes = (splitStart + RECORD_BYTES - 1) / RECORD_BYTES * RECORD_BYTES;
      stream.seek(positionBytes);
      String name = split.getPath().getName();
      file = name.matches("\\d{1,9}") ? Integer.parseInt(name) : 0;
      if (splitLength == READ_WHOLE_SPLIT_FLAG) {
        splitLength = status.getLen() - splitStart;
      }
    }

    @Override
    public boolean reachedEnd() {
      return positionBytes >= splitStart + splitLength;
    }

    @Override
    public Tuple4<Long, Integer, byte[], Integer> nextRecord(
        Tuple4<Long, Integer, byte[], Integer> reuse) throws IOException {
      byte[] bytes = stream.readNBytes(RECORD_BYTES);
      if (bytes.length < RECORD_BYTES) {
        throw new EOFException(currentSplit.getPath() + " ends within a record");
      }
      positionBytes += RECORD_BYTES;
      return record(bytes, file);
    }

    @Override
    public TypeInformation<Tuple4<Long, Integer, byte[], Integer>> getProducedType() {
      return TYPE;
    }
  }

  /** Writes records. */
  static final class Writer extends FileOutputFormat<Tuple4<Long, Integer, byte[], Integer>> {
    private static final long serialVersionUID = 1L;

    Writer(String path) {
      super(new Path(path));
      setOutputDirectoryMode(OutputDirectoryMode.ALWAYS);
    }

    @Override
    public void writeRecord(Tuple4<Long, Integer, byte[], Integer> record) throws IOException {
      stream.write(bytes(record));
    }
  }
}
