// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FastDecompressor;

/**
 * The form of a block of bytes on local disk: compressed if that saves space, and checked.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------------------------------------------------------+
 * |                  length of the stored bytes                   |
 * +---------------------------------------------------------------+
 * |                 length of the original bytes                  |
 * +---------------------------------------------------------------+
 * |          CRC-32C of both lengths and the stored bytes         |
 * +---------------------------------------------------------------+
 * |  stored bytes: LZ4, or as they are if both lengths are equal ...
 * </pre>
 *
 * <p>Numbers are little-endian. One instance is used by one thread.
 */
public final class BlockCodec {

  private static final int STORED_LENGTH_OFFSET = 0;
  private static final int ORIGINAL_LENGTH_OFFSET = 4;
  private static final int CHECKSUM_OFFSET = 8;

  /** Bytes before the stored bytes. */
  public static final int HEADER_LENGTH = 12;

  /** LZ4 makes 255 bytes of one at most. */
  private static final long MOST_ORIGINAL_PER_STORED = 256;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  // The Java version, not the native one: that would unpack a library into the temporary directory
  // at each start, and leave it there when the process is killed.
  private static final LZ4Factory LZ4 = LZ4Factory.fastestJavaInstance();

  private final LZ4Compressor compressor = LZ4.fastCompressor();
  private final LZ4FastDecompressor decompressor = LZ4.fastDecompressor();
  private final CRC32C checksum = new CRC32C();

  /** The most space that {@link #encode} may need for a block of {@code length} bytes. */
  public static int maxEncodedLength(int length) {
    return HEADER_LENGTH + length + length / 255 + 16;
  }

  /**
   * Writes a block to {@code target} at {@code at}, where there are {@link #maxEncodedLength} bytes
   * of room.
   *
   * @return length of the encoded block, header included
   */
  public int encode(byte[] source, int offset, int length, byte[] target, int at) {
    int body = at + HEADER_LENGTH;
    int stored = compressor.compress(source, offset, length, target, body);
    if (stored >= length) {
      System.arraycopy(source, offset, target, body, length);
      stored = length;
    }
    INT.set(target, at + STORED_LENGTH_OFFSET, stored);
    INT.set(target, at + ORIGINAL_LENGTH_OFFSET, length);
    INT.set(target, at + CHECKSUM_OFFSET, checksum(target, at, stored));
    return HEADER_LENGTH + stored;
  }

  /** Length of the stored bytes behind a header. */
  public static int storedLength(byte[] block, int at) {
    return (int) INT.get(block, at + STORED_LENGTH_OFFSET);
  }

  /** Length of the bytes that {@link #decode} will give. */
  public static int originalLength(byte[] block, int at) {
    return (int) INT.get(block, at + ORIGINAL_LENGTH_OFFSET);
  }

  /**
   * Checks the lengths in a header before anybody makes room for so many bytes.
   *
   * @param available how many bytes there are behind the header at most
   * @param origin named in the failure if the lengths cannot be
   */
  static void checkLengths(byte[] block, int at, long available, Object origin) {
    int stored = storedLength(block, at);
    int length = originalLength(block, at);
    if (stored < 0
        || stored > available
        || length < stored
        || length > MOST_ORIGINAL_PER_STORED * stored) {
      throw corrupt(origin, null);
    }
  }

  /**
   * Reads a block, whole in {@code block} at {@code at}, into {@code target}.
   *
   * @param origin named in the failure if the block is damaged
   * @return length of the original bytes
   */
  public int decode(byte[] block, int at, byte[] target, int targetOffset, Object origin) {
    int stored = storedLength(block, at);
    int length = originalLength(block, at);
    int body = at + HEADER_LENGTH;
    if (stored < 0
        || stored > block.length - body
        || length < 0
        || length > target.length - targetOffset) {
      throw corrupt(origin, null);
    }
    if (checksum(block, at, stored) != (int) INT.get(block, at + CHECKSUM_OFFSET)) {
      throw corrupt(origin, null);
    }
    if (stored == length) {
      System.arraycopy(block, body, target, targetOffset, length);
    } else {
      try {
        decompressor.decompress(block, body, target, targetOffset, length);
      } catch (LZ4Exception e) {
        throw corrupt(origin, e);
      }
    }
    return length;
  }

  /** Of lengths and bytes: a wrong length could make another text of right bytes. */
  private int checksum(byte[] block, int at, int stored) {
    checksum.reset();
    checksum.update(block, at, CHECKSUM_OFFSET);
    checksum.update(block, at + HEADER_LENGTH, stored);
    return (int) checksum.getValue();
  }

  static FlyshuttleException corrupt(Object origin, Exception cause) {
    return new FlyshuttleException(
        ErrorCode.SPILL_FILE_DAMAGED,
        "a block read back from the temporary file " + origin + " is damaged: check the disk",
        cause);
  }
}
