// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataInputViewStreamWrapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pieces of state and checks that they are what was written. Used by one thread; keeps the
 * file open that was read last, because pieces of one subtask lie together.
 *
 * <p>A piece that is missing, too short or changed is reported with {@link
 * ErrorCode#CHECKPOINT_DAMAGED}, naming the file. Pieces up to {@value #CHECKED_FIRST_BYTES} bytes
 * are checked before anybody sees a byte of them, larger ones while they are read: whatever was
 * made of such a one must be thrown away if the check fails.
 */
public final class BlobReader implements AutoCloseable {
  private static final int CHECKED_FIRST_BYTES = 8 << 20;
  private static final int BUFFER_BYTES = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(BlobReader.class);

  private final Path base;
  private final LocalSegments copies;
  private String openName;
  private FSDataInputStream open;
  private boolean openIsCopy;
  private long localBytes;
  private long otherBytes;

  /**
   * @param base the directory that names of files are relative to
   */
  public BlobReader(Path base) {
    this(base, null);
  }

  /**
   * @param base the directory that names of files are relative to
   * @param copies of files of it on local disks, which are read if they are there and right; null
   *     for none
   */
  public BlobReader(Path base, LocalSegments copies) {
    this.base = base;
    this.copies = copies;
  }

  /** Bytes read from local copies. */
  public long localBytes() {
    return localBytes;
  }

  /** Bytes read from files of the base directory. */
  public long otherBytes() {
    return otherBytes;
  }

  /** Reads a piece. */
  public <T> T read(StateBlob blob, BlobParser<T> parser) throws IOException {
    if (blob.isInline() || blob.length() <= CHECKED_FIRST_BYTES) {
      return parser.read(new DataInputDeserializer(bytes(blob)));
    }
    checkCopy(blob);
    Checked in = new Checked(at(blob), blob);
    T result;
    try {
      result =
          parser.read(new DataInputViewStreamWrapper(new BufferedInputStream(in, BUFFER_BYTES)));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // what was read may have made no sense because it is not what was written
      in.requireIntact(e);
      throw e;
    }
    in.requireIntact(null);
    count(blob);
    return result;
  }

  /** What is read piece by piece cannot be taken back, so a copy is checked before. */
  private void checkCopy(StateBlob blob) throws IOException {
    if (copies == null || copies.find(blob.file()).isEmpty()) {
      return;
    }
    try {
      new Checked(at(blob), blob).requireIntact(null);
    } catch (IOException | FlyshuttleException e) {
      dropCopy(blob, e);
    }
  }

  private void dropCopy(StateBlob blob, Exception reason) throws IOException {
    LOG.warn(
        "The local copy of {} is not used any more: {}", new Path(base, blob.file()), reason + "");
    close();
    copies.drop(blob.file());
  }

  private void count(StateBlob blob) {
    if (openIsCopy) {
      localBytes += blob.length();
    } else {
      otherBytes += blob.length();
    }
  }

  /** All bytes of a piece; for pieces that fit into an array. */
  public byte[] bytes(StateBlob blob) throws IOException {
    if (!blob.isInline() && copies != null && copies.find(blob.file()).isPresent()) {
      try {
        return checkedBytes(blob);
      } catch (IOException | FlyshuttleException e) {
        dropCopy(blob, e);
      }
    }
    return checkedBytes(blob);
  }

  private byte[] checkedBytes(StateBlob blob) throws IOException {
    byte[] bytes = blob.inline();
    if (!blob.isInline()) {
      bytes = new byte[Math.toIntExact(blob.length())];
      InputStream in = at(blob);
      int read;
      try {
        read = in.readNBytes(bytes, 0, bytes.length);
      } catch (EOFException e) {
        throw damaged(blob, "ends too soon", e);
      }
      if (read < bytes.length) {
        throw damaged(blob, "ends too soon", null);
      }
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    if (bytes.length != blob.length() || (int) checksum.getValue() != blob.checksum()) {
      throw damaged(blob, "is not what was written (its checksum differs)", null);
    }
    if (!blob.isInline()) {
      count(blob);
    }
    return bytes;
  }

  private FSDataInputStream at(StateBlob blob) throws IOException {
    if (!blob.file().equals(openName)) {
      close();
      java.nio.file.Path copy = copies == null ? null : copies.find(blob.file()).orElse(null);
      openIsCopy = copy != null;
      Path path = copy == null ? new Path(base, blob.file()) : new Path(copy.toUri().toString());
      try {
        open = path.getFileSystem().open(path);
      } catch (FileNotFoundException e) {
        throw damaged(blob, "is missing", e);
      }
      openName = blob.file();
    }
    try {
      open.seek(blob.offset());
    } catch (EOFException e) {
      throw damaged(blob, "ends too soon", e);
    }
    return open;
  }

  private FlyshuttleException damaged(StateBlob blob, String how, Throwable cause) {
    String what =
        blob.isInline()
            ? "State in the metadata file of " + base
            : "The file " + new Path(base, blob.file()) + " of a checkpoint";
    return new FlyshuttleException(
        ErrorCode.CHECKPOINT_DAMAGED,
        what + " " + how + ": restore from another checkpoint or savepoint",
        cause);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      FSDataInputStream closing = open;
      open = null;
      openName = null;
      closing.close();
    }
  }

  /** The bytes of one piece, with the checksum of what was read. */
  private final class Checked extends InputStream {
    private final InputStream in;
    private final StateBlob blob;
    private final CRC32C checksum = new CRC32C();
    private long left;

    Checked(InputStream in, StateBlob blob) {
      this.in = in;
      this.blob = blob;
      this.left = blob.length();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw damaged(blob, "ends too soon", null);
      }
      checksum.update(bytes, offset, read);
      left -= read;
      return read;
    }

    /** Reads the rest and compares the checksums. */
    void requireIntact(Throwable cause) throws IOException {
      byte[] rest = new byte[BUFFER_BYTES];
      while (left > 0) {
        read(rest, 0, rest.length);
      }
      if ((int) checksum.getValue() != blob.checksum()) {
        throw damaged(blob, "is not what was written (its checksum differs)", cause);
      }
    }
  }
}
