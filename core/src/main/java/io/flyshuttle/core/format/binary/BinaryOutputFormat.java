// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.binary;

import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import io.flyshuttle.core.option.Configuration;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes records in a binary form, in blocks of one size, so that a file can be read in splits.
 * {@link BinaryInputFormat} reads them, and must know the size of the blocks if it was set.
 *
 * <pre>
 * block:  records ...                                      | {@link BlockInfo} |
 *         a record may go on in the next block               last bytes of the block
 * </pre>
 *
 * The last block is as long as it needs to be.
 */
public abstract class BinaryOutputFormat<T> extends FileOutputFormat<T> {
  private static final long serialVersionUID = 1L;

  /** Parameter that sets the size of blocks, in bytes. */
  public static final String BLOCK_SIZE_PARAMETER_KEY = "output.block_size";

  /** Blocks as large as those of the file system. */
  public static final long NATIVE_BLOCK_SIZE = Long.MIN_VALUE;

  private static final int BUFFER_BYTES = 64 << 10;

  private long blockSize = NATIVE_BLOCK_SIZE;
  private transient BlockBasedOutput blocks;
  private transient DataOutputViewStreamWrapper output;

  /** Writes one record. */
  protected abstract void serialize(T record, DataOutputView dataOutput) throws IOException;

  /** What stands at the end of a block. */
  protected BlockInfo createBlockInfo() {
    return new BlockInfo();
  }

  /** May fill in more than the three numbers before they are written. */
  protected void complementBlockInfo(BlockInfo blockInfo) {}

  @Override
  public void configure(Configuration parameters) {
    super.configure(parameters);
    blockSize = parameters.getLong(BLOCK_SIZE_PARAMETER_KEY, NATIVE_BLOCK_SIZE);
    BlockSizes.check(blockSize, BLOCK_SIZE_PARAMETER_KEY, createBlockInfo());
  }

  @Override
  public void open(int taskNumber, int numTasks) throws IOException {
    super.open(taskNumber, numTasks);
    FileSystem files = outputFilePath.getFileSystem();
    long size = blockSize == NATIVE_BLOCK_SIZE ? files.getDefaultBlockSize() : blockSize;
    blocks = new BlockBasedOutput(new BufferedOutputStream(stream, BUFFER_BYTES), size);
    output = new DataOutputViewStreamWrapper(blocks);
  }

  @Override
  public void writeRecord(T record) throws IOException {
    blocks.startRecord();
    serialize(record, output);
  }

  @Override
  public void close() throws IOException {
    try {
      DataOutputViewStreamWrapper open = output;
      if (open != null) {
        output = null;
        open.flush();
        blocks.end();
      }
    } finally {
      super.close();
    }
  }

  /** Cuts what is written into blocks. */
  protected class BlockBasedOutput extends FilterOutputStream {
    private final BlockInfo info = createBlockInfo();
    private final DataOutputViewStreamWrapper infoOutput;
    private final long payloadBytes;
    private long position;
    private long recordsInBlock;
    private long recordsInFile;
    private long firstRecordStart;

    /**
     * @param blockSize of whole blocks, in bytes
     */
    public BlockBasedOutput(OutputStream out, long blockSize) {
      super(out);
      this.payloadBytes = blockSize - info.getInfoSize();
      this.infoOutput = new DataOutputViewStreamWrapper(out);
    }

    /** A record begins here. */
    public void startRecord() {
      if (recordsInBlock == 0) {
        firstRecordStart = position;
      }
      recordsInBlock++;
      recordsInFile++;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      if (++position == payloadBytes) {
        writeInfo();
      }
    }

    @Override
    public void write(byte[] b) throws IOException {
      write(b, 0, b.length);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      int from = off;
      int left = len;
      while (left > 0) {
        int count = (int) Math.min(left, payloadBytes - position);
        out.write(b, from, count);
        position += count;
        from += count;
        left -= count;
        if (position == payloadBytes) {
          writeInfo();
        }
      }
    }

    private void writeInfo() throws IOException {
      info.setRecordCount(recordsInBlock);
      info.setAccumulatedRecordCount(recordsInFile);
      info.setFirstRecordStart(recordsInBlock == 0 ? 0 : firstRecordStart);
      complementBlockInfo(info);
      info.write(infoOutput);
      infoOutput.flush();
      position = 0;
      recordsInBlock = 0;
    }

    private void end() throws IOException {
      // records without bytes count too
      if (position > 0 || recordsInBlock > 0) {
        writeInfo();
      }
      out.flush();
    }

    @Override
    public void close() throws IOException {
      end();
      super.close();
    }
  }
}
