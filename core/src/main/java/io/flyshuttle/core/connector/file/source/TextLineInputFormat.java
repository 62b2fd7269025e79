// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of text files, without their ends (LF or CR LF). In character sets in which a line feed
 * is one byte, files are read in splits, and reading goes on at the offset of a line.
 */
public class TextLineInputFormat implements StreamFormat<String> {
  private static final long serialVersionUID = 1L;

  public static final String DEFAULT_CHARSET_NAME = "UTF-8";

  private final String charsetName;

  public TextLineInputFormat() {
    this(DEFAULT_CHARSET_NAME);
  }

  public TextLineInputFormat(String charsetName) {
    this.charsetName = Charset.forName(charsetName).name();
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  @Override
  public boolean isSplittable() {
    Charset charset = Charset.forName(charsetName);
    return charset.canEncode()
        && Arrays.equals("\n".getBytes(charset), "\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Reader<String> createReader(
      Configuration config, FSDataInputStream stream, long fileLen, long splitEnd)
      throws IOException {
    Charset charset = Charset.forName(charsetName);
    if (!isSplittable()) {
      return new DecodedLines(new BufferedReader(new InputStreamReader(stream, charset)));
    }
    long start = stream.getPos();
    if (start == 0) {
      return new LineReader(stream, charset, 0, splitEnd);
    }
    // the line that began in the split before belongs to it; a line that begins here has a line
    // feed before it
    stream.seek(start - 1);
    LineReader reader = new LineReader(stream, charset, start - 1, splitEnd);
    reader.skipLine();
    return reader;
  }

  @Override
  public Reader<String> restoreReader(
      Configuration config,
      FSDataInputStream stream,
      long restoredOffset,
      long fileLen,
      long splitEnd)
      throws IOException {
    return new LineReader(stream, Charset.forName(charsetName), restoredOffset, splitEnd);
  }

  /** Lines of which the offsets are known. */
  private static final class LineReader implements Reader<String> {
    private final FSDataInputStream stream;
    private final Charset charset;
    private final long splitEnd;
    private byte[] buffer = new byte[64 << 10];
    private int from;
    private int to;

    /** Offset in the file of {@code buffer[from]}. */
    private long offset;

    LineReader(FSDataInputStream stream, Charset charset, long offset, long splitEnd) {
      this.stream = stream;
      this.charset = charset;
      this.offset = offset;
      this.splitEnd = splitEnd;
    }

    void skipLine() throws IOException {
      int length = lineLength();
      consume(Math.min(to - from, length + 1));
    }

    @Override
    public String read() throws IOException {
      if (offset >= splitEnd) {
        return null;
      }
      int length = lineLength();
      if (length == 0 && from == to) {
        return null;
      }
      boolean carriage = length > 0 && buffer[from + length - 1] == '\r';
      boolean terminated = length < to - from;
      String line = new String(buffer, from, carriage && terminated ? length - 1 : length, charset);
      consume(Math.min(to - from, length + 1));
      return line;
    }

    private void consume(int bytes) {
      from += bytes;
      offset += bytes;
    }

    /** Bytes up to the next line feed or the end of the file; all of them are in the buffer. */
    private int lineLength() throws IOException {
      int searched = 0;
      while (true) {
        for (int i = from + searched; i < to; i++) {
          if (buffer[i] == '\n') {
            return i - from;
          }
        }
        searched = to - from;
        if (!fill()) {
          return searched;
        }
      }
    }

    private boolean fill() throws IOException {
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      if (to == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
      }
      int read = stream.read(buffer, to, buffer.length - to);
      if (read <= 0) {
        return false;
      }
      to += read;
      return true;
    }

    @Override
    public CheckpointedPosition getCheckpointedPosition() {
      return new CheckpointedPosition(offset, 0);
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /** Lines in other character sets. */
  private record DecodedLines(BufferedReader lines) implements Reader<String> {
    @Override
    public String read() throws IOException {
      return lines.readLine();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
