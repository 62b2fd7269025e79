// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of text, without their ends, which are {@code \n} or {@code \r\n}. */
public class TextInputFormat extends DelimitedInputFormat<String> {
  private static final long serialVersionUID = 1L;

  private String charsetName = "UTF-8";

  /** Lines of {@code filePath}. */
  public TextInputFormat(Path filePath) {
    super(filePath, null);
  }

  /** Name of the charset. */
  public String getCharsetName() {
    return charsetName;
  }

  /** Sets the charset, UTF-8 if it is not set. */
  public void setCharsetName(String charsetName) {
    if (charsetName == null) {
      throw new IllegalArgumentException("the charset is null");
    }
    this.charsetName = charsetName;
  }

  @Override
  public void configure(Configuration parameters) {
    super.configure(parameters);
    if (charsetName == null || !Charset.isSupported(charsetName)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "Charset '" + charsetName + "' is not known to this JVM.");
    }
    setCharset(charsetName);
  }

  @Override
  public String readRecord(String reuse, byte[] bytes, int offset, int numBytes)
      throws IOException {
    Charset charset = getCharset();
    int length = withoutCarriageReturn(bytes, offset, numBytes, charset);
    return new String(bytes, offset, length, charset);
  }

  private int withoutCarriageReturn(byte[] bytes, int offset, int length, Charset charset) {
    if (charset == StandardCharsets.UTF_8 || ByteOrderMark.unitBytes(charset) == 1) {
      boolean ends = length > 0 && bytes[offset + length - 1] == '\r' && endsAtNewline();
      return ends ? length - 1 : length;
    }
    byte[] carriageReturn = "\r".getBytes(charset);
    int start = offset + length - carriageReturn.length;
    boolean ends =
        start >= offset
            && Arrays.equals(
                bytes, start, offset + length, carriageReturn, 0, carriageReturn.length)
            && endsAtNewline();
    return ends ? length - carriageReturn.length : length;
  }

  @Override
  public String toString() {
    return "TextInputFormat (" + super.toString() + ") - " + charsetName;
  }

  @Override
  public boolean supportsMultiPaths() {
    return true;
  }
}
