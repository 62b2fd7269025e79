// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.BlockLocation;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.CheckpointableInputFormat;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what a {@link BinaryOutputFormat} wrote. A split is one block; its reader reads the records
 * that begin there, the last of them perhaps on into the next blocks.
 */
public abstract class BinaryInputFormat<T> extends FileInputFormat<T>
    implements CheckpointableInputFormat<FileInputSplit, Tuple2<Long, Long>> {
  private static final long serialVersionUID = 1L;

  /** Parameter that tells the size of blocks, in bytes. */
  public static final String BLOCK_SIZE_PARAMETER_KEY = "input.block_size";

  /** Blocks as large as those of the file system. */
  public static final long NATIVE_BLOCK_SIZE = Long.MIN_VALUE;

  private static final int BUFFER_BYTES = 64 << 10;

  private long blockSize = NATIVE_BLOCK_SIZE;
  private transient BlockBasedInput blocks;
  private transient DataInputView input;
  private transient BlockInfo info;
  private transient long recordsRead;

  /** Reads one record; {@code reuse} may be filled and returned. */
  protected abstract T deserialize(T reuse, DataInputView dataInput) throws IOException;

  /** What stands at the end of a block; as in the output format. */
  public BlockInfo createBlockInfo() {
    return new BlockInfo();
  }

  /** Size of blocks in bytes, or {@link #NATIVE_BLOCK_SIZE}. */
  public long getBlockSize() {
    return blockSize;
  }

  /** Sets the size that blocks were written with, in bytes. */
  public void setBlockSize(long blockSize) {
    BlockSizes.check(blockSize, BLOCK_SIZE_PARAMETER_KEY, createBlockInfo());
    this.blockSize = blockSize;
  }

  @Override
  public void configure(Configuration parameters) {
    super.configure(parameters);
    if (blockSize == NATIVE_BLOCK_SIZE) {
      setBlockSize(parameters.getLong(BLOCK_SIZE_PARAMETER_KEY, NATIVE_BLOCK_SIZE));
    }
  }

  private long blockSizeOf(FileSystem files) {
    return blockSize == NATIVE_BLOCK_SIZE ? files.getDefaultBlockSize() : blockSize;
  }

  /** All files of the input. */
  protected List<FileStatus> getFiles() throws IOException {
    List<FileStatus> files = new ArrayList<>(inputFiles());
    for (FileStatus file : files) {
      if (testForUnsplittable(file) && !unsplittable) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "The binary input "
                + file.getPath()
                + " is compressed by the end of its name; binary files are read by their blocks:"
                + " decompress or rename it.");
      }
    }
    return files;
  }

  /** One split for each block, however many are asked for. */
  @Override
  public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
    List<FileInputSplit> splits = new ArrayList<>();
    for (FileStatus file : getFiles()) {
      FileSystem files = file.getPath().getFileSystem();
      long size = blockSizeOf(files);
      for (long start = 0; start < file.getLen(); start += size) {
        long length = Math.min(size, file.getLen() - start);
        splits.add(
            new FileInputSplit(
                splits.size(), file.getPath(), start, length, hosts(files, file, start, length)));
      }
    }
    return splits.toArray(new FileInputSplit[0]);
  }

  private static String[] hosts(FileSystem files, FileStatus file, long start, long length)
      throws IOException {
    BlockLocation[] locations = files.getFileBlockLocations(file, start, length);
    return locations == null
        ? new String[0]
        : Arrays.stream(locations)
            .flatMap(
                location -> {
                  try {
                    return Arrays.stream(location.getHosts());
                  } catch (IOException e) {
                    // where a block lies is a hint
                    return Arrays.stream(new String[0]);
                  }
                })
            .distinct()
            .toArray(String[]::new);
  }

  /** The splits of the input. */
  protected FileInputSplit[] getInputSplits() throws IOException {
    return createInputSplits(1);
  }

  @Override
  public SequentialStatistics getStatistics(BaseStatistics cachedStats) throws IOException {
    ArrayList<FileStatus> files = new ArrayList<>();
    FileBaseStatistics cached =
        cachedStats instanceof FileBaseStatistics statistics ? statistics : null;
    FileBaseStatistics all = getFileStats(cached, getFilePaths(), files);
    return createStatistics(files, all);
  }

  /** Counts the records by the last block of each file. */
  protected SequentialStatistics createStatistics(List<FileStatus> files, FileBaseStatistics stats)
      throws IOException {
    long records = 0;
    for (FileStatus file : files) {
      if (file.getLen() > 0) {
        BlockInfo last = createBlockInfo();
        try (FSDataInputStream opened = file.getPath().getFileSystem().open(file.getPath())) {
          readInfo(last, opened, file.getLen(), file.getPath().toString());
        }
        records += last.getAccumulatedRecordCount();
      }
    }
    return new SequentialStatistics(
        stats.getLastModificationTime(),
        stats.getTotalInputSize(),
        records == 0
            ? BaseStatistics.AVG_RECORD_BYTES_UNKNOWN
            : stats.getTotalInputSize() / (float) records,
        records);
  }

  private static void readInfo(BlockInfo info, FSDataInputStream stream, long end, String file)
      throws IOException {
    if (end < info.getInfoSize()) {
      throw damaged(file, null);
    }
    stream.seek(end - info.getInfoSize());
    info.read(new DataInputViewStreamWrapper(new BufferedInputStream(stream, info.getInfoSize())));
    if (info.getRecordCount() < 0
        || info.getAccumulatedRecordCount() < info.getRecordCount()
        || info.getFirstRecordStart() < 0) {
      throw damaged(file, null);
    }
  }

  private static IOException damaged(String file, Exception cause) {
    return new IOException(
        file
            + " does not hold blocks of this size: it was not written by a binary output format, or"
            + " with other blocks (set "
            + BLOCK_SIZE_PARAMETER_KEY
            + ")",
        cause);
  }

  @Override
  public void open(FileInputSplit split) throws IOException {
    super.open(split);
    info = createBlockInfo();
    readInfo(info, stream, splitStart + splitLength, split.getPath().toString());
    long first = info.getFirstRecordStart();
    startReading(first, 0);
  }

  private void startReading(long positionInBlock, long records) throws IOException {
    stream.seek(splitStart + positionInBlock);
    blocks =
        new BlockBasedInput(
            stream, positionInBlock, blockSizeOf(currentSplit.getPath().getFileSystem()));
    input = new DataInputViewStreamWrapper(blocks);
    recordsRead = records;
  }

  @Override
  public boolean reachedEnd() {
    return recordsRead >= info.getRecordCount();
  }

  @Override
  public T nextRecord(T record) throws IOException {
    if (reachedEnd()) {
      return null;
    }
    T read;
    try {
      read = deserialize(record, input);
    } catch (EOFException e) {
      throw damaged(currentSplit.getPath().toString(), e);
    }
    recordsRead++;
    return read;
  }

  /** Where in the block the next record begins, and how many of the block were read. */
  @Override
  public Tuple2<Long, Long> getCurrentState() {
    return Tuple2.of(blocks.bytesFromBlockStart(), recordsRead);
  }

  @Override
  public void reopen(FileInputSplit split, Tuple2<Long, Long> state) throws IOException {
    open(split);
    if (state != null) {
      startReading(state.f0, state.f1);
    }
  }

  /** Reads records over the ends of blocks. */
  protected class BlockBasedInput extends FilterInputStream {
    private final int infoBytes = createBlockInfo().getInfoSize();
    private final long payloadBytes;
    private final long blockBytes;
    private long position;
    private long blocksPassed;

    /**
     * @param in stands at {@code position} of a block
     * @param blockSize of whole blocks, in bytes
     */
    public BlockBasedInput(InputStream in, long position, long blockSize) {
      super(new BufferedInputStream(in, BUFFER_BYTES));
      this.payloadBytes = blockSize - infoBytes;
      this.blockBytes = blockSize;
      this.position = position;
    }

    /** Counted from the start of the first block, ends of blocks included. */
    private long bytesFromBlockStart() {
      return blocksPassed * blockBytes + position;
    }

    private void passInfo() throws IOException {
      if (position >= payloadBytes) {
        in.skipNBytes(infoBytes);
        position = 0;
        blocksPassed++;
      }
    }

    @Override
    public int read() throws IOException {
      passInfo();
      int read = in.read();
      if (read >= 0) {
        position++;
      }
      return read;
    }

    @Override
    public int read(byte[] b) throws IOException {
      return read(b, 0, b.length);
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      passInfo();
      int read = in.read(b, off, (int) Math.min(len, payloadBytes - position));
      if (read > 0) {
        position += read;
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      passInfo();
      long skipped = in.skip(Math.min(count, payloadBytes - position));
      position += skipped;
      return skipped;
    }
  }

  /** Statistics that know the number of records. */
  protected static class SequentialStatistics extends FileBaseStatistics {
    private final long numberOfRecords;

    /** Statistics with the given values. */
    public SequentialStatistics(
        long fileModTime, long fileSize, float avgBytesPerRecord, long numberOfRecords) {
      super(fileModTime, fileSize, avgBytesPerRecord);
      this.numberOfRecords = numberOfRecords;
    }

    @Override
    public long getNumberOfRecords() {
      return numberOfRecords;
    }
  }
}
