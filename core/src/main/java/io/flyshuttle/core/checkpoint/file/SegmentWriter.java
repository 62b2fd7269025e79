// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.DataOutputViewStreamWrapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A file to which pieces of state are appended, one after the other. Several tasks share it, so
 * that a checkpoint is one file per worker. The file is made when the first piece comes that is not
 * small enough to stand in the metadata.
 *
 * <p>Usable by any thread; while one writes a piece the others wait. What it returned may be used
 * once {@link #close} has returned. After a failure of the file system all further writes fail.
 */
public final class SegmentWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path base;
  private final String name;
  private final int inlineBelowBytes;
  private final LocalSegments copies;
  private LocalSegments.Copy copy;
  private FSDataOutputStream file;
  private Counted out;
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
  public synchronized List<StateBlob> writeAll(List<BlobContent> contents) throws IOException {
    if (closed) {
      throw new IOException("the segment " + path() + " is closed");
    }
    if (failure != null) {
      throw new IOException("writing the segment " + path() + " failed before", failure);
    }
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
    for (int i = 0; i < contents.size(); i++) {
      byte[] already = i < small.size() ? small.get(i) : null;
      blobs.add(append(already == null ? contents.get(i) : view -> view.write(already)));
    }
    return blobs;
  }

  /** A piece that stands in the metadata. */
  static StateBlob inline(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return new StateBlob(bytes, "", 0, bytes.length, (int) checksum.getValue());
  }

  private StateBlob append(BlobContent content) throws IOException {
    if (file == null) {
      open();
    }
    long start = out.position;
    out.checksum.reset();
    DataOutputViewStreamWrapper view =
        new DataOutputViewStreamWrapper(new BufferedOutputStream(out, BUFFER_BYTES));
    content.writeTo(view);
    view.flush();
    return new StateBlob(null, name, start, out.position - start, (int) out.checksum.getValue());
  }

  private void open() throws IOException {
    try {
      file = path().getFileSystem().create(path(), WriteMode.NO_OVERWRITE);
      out = new Counted();
      copy = copies == null ? null : copies.begin(name);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** Bytes in the file so far. */
  public synchronized long bytesWritten() {
    return out == null ? 0 : out.position;
  }

  /** Whether there is a file: whether any piece was too large to stand in the metadata. */
  public synchronized boolean hasFile() {
    return file != null;
  }

  /** Ends the file; when this returns it is durable. Closing again does nothing. */
  @Override
  public synchronized void close() throws IOException {
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
  }

  /** Closes and deletes the file; for a checkpoint that does not complete. */
  public synchronized void discard() throws IOException {
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

  /** The file with its length and the checksum of the piece that is being written. */
  private final class Counted extends OutputStream {
    private final CRC32C checksum = new CRC32C();
    private long position;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        file.write(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      checksum.update(bytes, offset, length);
      position += length;
      if (copy != null) {
        copy.write(bytes, offset, length);
      }
    }
  }
}
