// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * A file to which pieces of state are appended, one after the other. Several tasks share it, so
 * that a checkpoint is one file per worker. The file is made when the first piece comes that is not
 * small enough to stand in the metadata.
 *
 * <p>Usable by any thread; pieces are serialized at the same time and written one by one. What it
 * returned may be used once {@link #close} has returned. After a failure of the file system all
 * further writes fail.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  /** Larger pieces are not serialized wholly before they are written. */
  private static final int LARGEST_WHOLE_BYTES = 8 << 20;

  private final Path base;
  private final String name;
  private final int inlineBelowBytes;
  private final LocalSegments copies;
  private final ReentrantLock lock = new ReentrantLock();

  // guarded by the lock
  private LocalSegments.Copy copy;
  private FSDataOutputStream file;
  private long position;
  private IOException failure;
  private boolean closed;

  /**
   * @param base the directory that names in the metadata are relative to
   * @param name of the file, relative to {@code base}
   * @param inlineBelowBytes pieces of fewer bytes stand in the metadata; 0 for none
   */
  public SegmentWriter(Path base, String name, int inlineBelowBytes) {
    this(base, name, inlineBelowBytes, null);
  }

  /** As above, with a copy of the file among {@code copies}; null for none. */
  public SegmentWriter(Path base, String name, int inlineBelowBytes, LocalSegments copies) {
    this.base = base;
    this.name = name;
    this.inlineBelowBytes = inlineBelowBytes;
    this.copies = copies;
  }

  /** Relative to the base directory. */
  public String name() {
    return name;
  }

  public Path path() {
    return new Path(base, name);
  }

  /** Appends one piece. */
  public StateBlob write(BlobContent content) throws IOException {
    return writeAll(List.of(content)).get(0);
  }

  /** Appends pieces that belong together: they stand in the metadata only if all are small. */
  public List<StateBlob> writeAll(List<BlobContent> contents) throws IOException {
    requireUsable();
    List<byte[]> small = new ArrayList<>();
    int smallBytes = 0;
    for (int i = 0; i < contents.size() && smallBytes < inlineBelowBytes; i++) {
      DataOutputSerializer bytes = new DataOutputSerializer(64);
      contents.get(i).writeTo(bytes);
      small.add(bytes.getCopyOfBuffer());
      smallBytes += bytes.length();
    }
    List<StateBlob> blobs = new ArrayList<>();
    if (smallBytes < inlineBelowBytes) {
      small.forEach(bytes -> blobs.add(inline(bytes)));
      return blobs;
    }
    DataOutputSerializer view = new DataOutputSerializer(BUFFER_BYTES);
    for (int i = 0; i < contents.size(); i++) {
      byte[] already = i < small.size() ? small.get(i) : null;
      view.clear();
      blobs.add(
          new Piece(view).append(already == null ? contents.get(i) : out -> out.write(already)));
    }
    return blobs;
  }

  private void requireUsable() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("the segment " + path() + " is closed");
      }
      if (failure != null) {
        throw new IOException("writing the segment " + path() + " failed before", failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A piece that stands in the metadata. */
  static StateBlob inline(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return new StateBlob(bytes, "", 0, bytes.length, (int) checksum.getValue());
  }

  private void open() throws IOException {
    try {
      file = path().getFileSystem().create(path(), WriteMode.NO_OVERWRITE);
      copy = copies == null ? null : copies.begin(name);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Bytes in the file so far. */
  public long bytesWritten() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a file: whether any piece was too large to stand in the metadata. */
  public boolean hasFile() {
    lock.lock();
    try {
      return file != null;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the file; when this returns it is durable. Closing again does nothing. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (file == null) {
        return;
      }
      if (failure != null) {
        discardFile();
        throw new IOException("writing the segment " + path() + " failed", failure);
      }
      try (FSDataOutputStream ending = file) {
        ending.sync();
      } catch (IOException e) {
        abandonCopy();
        throw e;
      }
      if (copy != null) {
        copy.end();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes and deletes the file; for a checkpoint that does not complete. */
  public void discard() throws IOException {
    lock.lock();
    try {
      boolean open = !closed;
      closed = true;
      if (file == null) {
        return;
      }
      if (open) {
        discardFile();
      } else {
        if (copies != null) {
          copies.drop(name);
        }
        path().getFileSystem().delete(path(), false);
      }
    } finally {
      lock.unlock();
    }
  }

  private void abandonCopy() {
    if (copy != null) {
      copy.abandon();
    }
  }

  private void discardFile() throws IOException {
    abandonCopy();
    try {
      file.close();
    } finally {
      path().getFileSystem().delete(path(), false);
    }
  }

  /**
   * A piece on its way to the file. It is serialized without the lock, so that tasks do it at the
   * same time, and written when it is whole; if it gets too large for that, the lock is held from
   * then on to its end.
   */
  private final class Piece {
    private final DataOutputSerializer view;
    private final CRC32C checksum = new CRC32C();
    private long start;
    private long length;

    Piece(DataOutputSerializer view) {
      this.view = view;
    }

    StateBlob append(BlobContent content) throws IOException {
      view.drainTo(this::write, LARGEST_WHOLE_BYTES);
      try {
        content.writeTo(view);
        write(view.getSharedBuffer(), 0, view.length());
      } finally {
        if (lock.isHeldByCurrentThread()) {
          lock.unlock();
        }
      }
      return new StateBlob(null, name, start, length, (int) checksum.getValue());
    }

    private void write(byte[] bytes, int offset, int count) throws IOException {
      checksum.update(bytes, offset, count);
      if (!lock.isHeldByCurrentThread()) {
        lock.lock();
        requireUsable();
        if (file == null) {
          open();
        }
        start = position;
      }
      try {
        file.write(bytes, offset, count);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      position += count;
      length += count;
      if (copy != null) {
        copy.write(bytes, offset, count);
      }
    }
  }
}
