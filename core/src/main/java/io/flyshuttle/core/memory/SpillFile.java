// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of blocks ({@link BlockCodec}) on a local disk, written once from start to end and read as
 * often as wanted. Writing is done by one thread; any number of {@link Reader}s read what was
 * written before they were made. Closing deletes the file.
 */
public final class SpillFile implements Closeable {

  private final Path path;
  private final FileChannel channel;
  private final SpillDirectories directories;
  private final BlockCodec codec = new BlockCodec();
  private byte[] encoded = new byte[0];
  private long length;
  private boolean closed;

  private SpillFile(SpillDirectories directories, Path path) throws IOException {
    this.directories = directories;
    this.path = path;
    this.channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** A file in the next of {@code directories}. */
  public static SpillFile create(SpillDirectories directories, String purpose) throws IOException {
    return new SpillFile(directories, directories.newFile(purpose));
  }

  public Path path() {
    return path;
  }

  /** Bytes on disk. */
  public long length() {
    return length;
  }

  /**
   * Appends a block.
   *
   * @return where it begins in the file
   */
  public long append(byte[] bytes, int offset, int count) throws IOException {
    int room = BlockCodec.maxEncodedLength(count);
    if (encoded.length < room) {
      encoded = new byte[room];
    }
    long start = length;
    ByteBuffer block = ByteBuffer.wrap(encoded, 0, codec.encode(bytes, offset, count, encoded, 0));
    try {
      while (block.hasRemaining()) {
        length += channel.write(block, length);
      }
    } catch (IOException e) {
      throw explain(e, block.remaining());
    }
    directories.wrote(length - start);
    return start;
  }

  /** An error of the disk is told from a full disk by the room that is left, not by its text. */
  private IOException explain(IOException failure, int wanted) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (Files.getFileStore(directory).getUsableSpace() < Math.max(wanted, 1 << 20)) {
      throw new FlyshuttleException(
          ErrorCode.DISK_FULL,
          "no space is left in "
              + directory
              + " for temporary data; free disk space or name other directories by"
              + " taskmanager.tmp.dirs",
          failure);
    }
    return failure;
  }

  /** A view that writes records into blocks of the size of {@code block}, which it uses. */
  public SpillOutputView output(MemorySegment block) {
    return new SpillOutputView(this, block);
  }

  /** Reads from the start, block by block, to the end of what is written now. */
  public SpillInputView input() {
    return new SpillInputView(new Reader(this, 0, length));
  }

  /** Reads whole blocks from {@code from} to {@code to}. */
  public Reader reader(long from, long to) {
    return new Reader(this, from, to);
  }

  /** Reads single blocks at known places, through a handle of its own. */
  public BlockReader blockReader() throws IOException {
    return new BlockReader(path, FileChannel.open(path, StandardOpenOption.READ));
  }

  /** Deletes the file; readers fail from now on. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      channel.close();
      Files.deleteIfExists(path);
    }
  }

  /** Reads blocks in order. Used by one thread at a time. */
  public static final class Reader {
    private static final int READ_AHEAD = 64 << 10;

    private final SpillFile file;
    private final BlockCodec codec = new BlockCodec();
    private final long end;
    private long fetched;
    private byte[] window = new byte[0];
    private int position;
    private int limit;

    private Reader(SpillFile file, long from, long end) {
      this.file = file;
      this.fetched = from;
      this.end = end;
    }

    /** Length of the next block's original bytes, -1 at the end. */
    public int nextLength() throws IOException {
      if (position == limit && fetched == end) {
        return -1;
      }
      require(BlockCodec.HEADER_LENGTH);
      long available = limit - position - BlockCodec.HEADER_LENGTH + end - fetched;
      BlockCodec.checkLengths(window, position, available, file.path);
      return BlockCodec.originalLength(window, position);
    }

    /**
     * Reads the next block into {@code target}, where there must be {@link #nextLength} bytes.
     *
     * @return its length, -1 at the end
     */
    public int next(byte[] target, int offset) throws IOException {
      if (nextLength() < 0) {
        return -1;
      }
      int encoded = BlockCodec.HEADER_LENGTH + BlockCodec.storedLength(window, position);
      require(encoded);
      int length = codec.decode(window, position, target, offset, file.path);
      position += encoded;
      return length;
    }

    private void require(int count) throws IOException {
      if (limit - position >= count) {
        return;
      }
      if (count < 0 || count > end - fetched + (limit - position)) {
        throw BlockCodec.corrupt(file.path, null);
      }
      int left = limit - position;
      byte[] target = window.length >= count ? window : new byte[Math.max(count, READ_AHEAD)];
      System.arraycopy(window, position, target, 0, left);
      window = target;
      position = 0;
      limit = left;
      ByteBuffer into =
          ByteBuffer.wrap(window, limit, (int) Math.min(window.length - limit, end - fetched));
      while (limit < count) {
        int read = file.channel.read(into, fetched);
        if (read < 0) {
          throw BlockCodec.corrupt(
              file.path, new EOFException(file.path + " is shorter than it was"));
        }
        fetched += read;
        limit += read;
      }
    }
  }

  /**
   * Reads single blocks. Has its own handle of the file, because interrupting a thread that reads
   * closes the handle for everybody. Used by one thread at a time.
   */
  public static final class BlockReader implements Closeable {
    private final Path path;
    private final FileChannel channel;
    private final BlockCodec codec = new BlockCodec();
    private byte[] encoded = new byte[0];

    private BlockReader(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    /**
     * Reads a block.
     *
     * @param position what {@link SpillFile#append} returned
     * @param encodedLength by how much the file grew
     * @return the original bytes, in a new array
     */
    public byte[] read(long position, int encodedLength) throws IOException {
      if (encoded.length < encodedLength) {
        encoded = new byte[encodedLength];
      }
      ByteBuffer into = ByteBuffer.wrap(encoded, 0, encodedLength);
      while (into.hasRemaining()) {
        if (channel.read(into, position + into.position()) < 0) {
          throw BlockCodec.corrupt(path, new EOFException(path + " is shorter than it was"));
        }
      }
      BlockCodec.checkLengths(encoded, 0, encodedLength - BlockCodec.HEADER_LENGTH, path);
      byte[] bytes = new byte[BlockCodec.originalLength(encoded, 0)];
      codec.decode(encoded, 0, bytes, 0, path);
      return bytes;
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException("closing " + path, e);
      }
    }
  }
}
