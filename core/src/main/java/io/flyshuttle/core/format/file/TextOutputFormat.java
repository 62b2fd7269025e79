// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;

/** Writes each record's {@code toString} as a line that ends with a newline. */
public class TextOutputFormat<T> extends FileOutputFormat<T> {
  private static final long serialVersionUID = 1L;

  /** Makes the line of a record. */
  public interface TextFormatter<IN> extends Serializable {

    /** The line, without newline. */
    String format(IN value);
  }

  private String charsetName;
  private transient Charset charset;

  /** Lines in UTF-8. */
  public TextOutputFormat(Path outputPath) {
    this(outputPath, "UTF-8");
  }

  /** Lines in the given charset. */
  public TextOutputFormat(Path outputPath, String charset) {
    super(outputPath);
    setCharsetName(charset);
  }

  /** Name of the charset. */
  public String getCharsetName() {
    return charsetName;
  }

  /** Sets the charset. */
  public void setCharsetName(String charsetName) {
    if (charsetName == null) {
      throw new IllegalArgumentException("the charset is null");
    }
    if (!Charset.isSupported(charsetName)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM, "Charset '" + charsetName + "' is not known to this JVM.");
    }
    this.charsetName = charsetName;
  }

  @Override
  public void open(int taskNumber, int numTasks) throws IOException {
    super.open(taskNumber, numTasks);
    charset = Charset.forName(charsetName);
  }

  @Override
  public void writeRecord(T record) throws IOException {
    stream.write(record.toString().getBytes(charset));
    stream.write('\n');
  }

  @Override
  public String toString() {
    return "TextOutputFormat (" + getOutputFilePath() + ") - " + charsetName;
  }
}
