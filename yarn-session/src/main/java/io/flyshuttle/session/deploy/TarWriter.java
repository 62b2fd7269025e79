// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.deploy;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes a tar of regular files, in the form of POSIX.1-1988 (ustar), which every {@code tar}
 * reads.
 *
 * <pre>
 *   0 name 100 | mode 8 | uid 8 | gid 8 | size 12 | mtime 12 | checksum 8 | type 1 | linkname 100
 * 257 "ustar" 0 "00" | owner 32 | group 32 | major 8 | minor 8 | prefix 155 | pad 12
 * </pre>
 */
final class TarWriter implements Closeable {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int MODE_OFFSET = 100;
  private static final int OWNER_OFFSET = 108;
  private static final int GROUP_OFFSET = 116;
  private static final int SIZE_OFFSET = 124;
  private static final int MODIFIED_OFFSET = 136;
  private static final int CHECKSUM_OFFSET = 148;
  private static final int TYPE_OFFSET = 156;
  private static final int MAGIC_OFFSET = 257;
  private static final int READ_ONLY = 0444;
  private static final int OWNER_ONLY = 0400;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** Appends a file, readable by all, with its own modification time in whole seconds. */
  void add(String name, Path file) throws IOException {
    long size = Files.size(file);
    writeHeader(name, size, READ_ONLY, Files.getLastModifiedTime(file).toMillis() / 1000);
    try (InputStream in = Files.newInputStream(file)) {
      if (in.transferTo(out) != size) {
        throw new IOException(file + " changed while it was read");
      }
    }
    pad(size);
  }

  /** Appends a file that only its owner can read. */
  void add(String name, byte[] content) throws IOException {
    writeHeader(name, content.length, OWNER_ONLY, System.currentTimeMillis() / 1000);
    out.write(content);
    pad(content.length);
  }

  private void writeHeader(String name, long size, int mode, long modifiedSeconds)
      throws IOException {
    byte[] header = new byte[BLOCK];
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    if (nameBytes.length > NAME_LENGTH) {
      throw new IOException("name too long for a tar: " + name);
    }
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    octal(header, MODE_OFFSET, 8, mode);
    octal(header, OWNER_OFFSET, 8, 0);
    octal(header, GROUP_OFFSET, 8, 0);
    octal(header, SIZE_OFFSET, 12, size);
    octal(header, MODIFIED_OFFSET, 12, modifiedSeconds);
    header[TYPE_OFFSET] = '0';
    byte[] magic = {'u', 's', 't', 'a', 'r', 0, '0', '0'};
    System.arraycopy(magic, 0, header, MAGIC_OFFSET, magic.length);
    // the checksum is that of a header whose checksum field is blank
    Arrays.fill(header, CHECKSUM_OFFSET, CHECKSUM_OFFSET + 8, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, CHECKSUM_OFFSET, 7, sum);
    out.write(header);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  /** Writes the end mark and closes the stream. */
  @Override
  public void close() throws IOException {
    try (out) {
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static void octal(byte[] header, int offset, int length, long value) {
    String digits = Long.toOctalString(value);
    int width = length - 1;
    if (digits.length() > width) {
      throw new IllegalArgumentException("too large for a tar: " + value);
    }
    String text = "0".repeat(width - digits.length()) + digits;
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, offset, width);
    header[offset + width] = 0;
  }
}
