// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.value.StringValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Lines of text as values that can be filled again. */
public class TextValueInputFormat extends DelimitedInputFormat<StringValue> {
  private static final long serialVersionUID = 1L;

  private String charsetName = "UTF-8";
  private boolean skipInvalidLines;
  private transient CharsetDecoder decoder;

  /** Lines of {@code filePath}. */
  public TextValueInputFormat(Path filePath) {
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

  /** Whether lines that are not text in the charset are left out. */
  public boolean isSkipInvalidLines() {
    return skipInvalidLines;
  }

  /** Sets whether lines that are not text in the charset are left out or fail the job. */
  public void setSkipInvalidLines(boolean skipInvalidLines) {
    this.skipInvalidLines = skipInvalidLines;
  }

  @Override
  public void configure(Configuration parameters) {
    super.configure(parameters);
    if (!Charset.isSupported(charsetName)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "Charset '" + charsetName + "' is not known to this JVM.");
    }
    setCharset(charsetName);
    decoder = null;
  }

  @Override
  public StringValue readRecord(StringValue reuse, byte[] bytes, int offset, int numBytes)
      throws IOException {
    if (decoder == null) {
      decoder =
          getCharset()
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
    StringValue value = reuse == null ? new StringValue() : reuse;
    try {
      value.setValue(decoder.decode(ByteBuffer.wrap(bytes, offset, numBytes)));
      return value;
    } catch (CharacterCodingException e) {
      if (skipInvalidLines) {
        return null;
      }
      throw new FlyshuttleException(
          ErrorCode.MALFORMED_INPUT,
          "Malformed input: " + currentRecordLocation() + " is not text in " + charsetName + ".",
          e);
    }
  }

  @Override
  public boolean supportsMultiPaths() {
    return true;
  }

  @Override
  public String toString() {
    return "TextValueInputFormat (" + super.toString() + ") - " + charsetName;
  }
}
