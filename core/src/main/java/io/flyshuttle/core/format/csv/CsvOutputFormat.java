// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.file.FileOutputFormat;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.InputTypeConfigurable;
import io.flyshuttle.core.type.TypeInformation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes tuples as lines of fields. */
public class CsvOutputFormat<T extends Tuple> extends FileOutputFormat<T>
    implements InputTypeConfigurable {
  private static final long serialVersionUID = 1L;

  /** What ends a line if nothing else is set. */
  public static final String DEFAULT_LINE_DELIMITER = "\n";

  /** What stands between fields if nothing else is set. */
  public static final String DEFAULT_FIELD_DELIMITER = ",";

  private static final int BUFFERED_CHARACTERS = 8 << 10;

  private final String recordDelimiter;
  private final String fieldDelimiter;
  private String charsetName;
  private boolean allowNullValues = true;
  private boolean quoteStrings;

  private transient Charset charset;
  private transient StringBuilder line;

  /** Lines that end with a newline, of fields with commas between them. */
  public CsvOutputFormat(Path outputPath) {
    this(outputPath, DEFAULT_LINE_DELIMITER, DEFAULT_FIELD_DELIMITER);
  }

  /** Lines that end with a newline. */
  public CsvOutputFormat(Path outputPath, String fieldDelimiter) {
    this(outputPath, DEFAULT_LINE_DELIMITER, fieldDelimiter);
  }

  /** Lines with the given delimiters. */
  public CsvOutputFormat(Path outputPath, String recordDelimiter, String fieldDelimiter) {
    super(outputPath);
    if (recordDelimiter == null || fieldDelimiter == null) {
      throw new IllegalArgumentException("a delimiter is null");
    }
    this.recordDelimiter = recordDelimiter;
    this.fieldDelimiter = fieldDelimiter;
  }

  /** Sets whether null is written as nothing; else it fails the job. */
  public void setAllowNullValues(boolean allowNulls) {
    allowNullValues = allowNulls;
  }

  /** Sets the charset, UTF-8 if it is not set. */
  public void setCharsetName(String charsetName) {
    this.charsetName = charsetName;
  }

  /** Sets whether text is written in double quotes. */
  public void setQuoteStrings(boolean quoteStrings) {
    this.quoteStrings = quoteStrings;
  }

  @Override
  public void open(int taskNumber, int numTasks) throws IOException {
    super.open(taskNumber, numTasks);
    charset = charsetName == null ? StandardCharsets.UTF_8 : Charset.forName(charsetName);
    line = new StringBuilder(BUFFERED_CHARACTERS);
  }

  @Override
  public void writeRecord(T element) throws IOException {
    int arity = element.getArity();
    for (int i = 0; i < arity; i++) {
      if (i > 0) {
        line.append(fieldDelimiter);
      }
      appendField(element.getField(i), i);
    }
    line.append(recordDelimiter);
    if (line.length() >= BUFFERED_CHARACTERS) {
      writeBuffered();
    }
  }

  private void appendField(Object value, int index) {
    if (value == null) {
      if (!allowNullValues) {
        throw new FlyshuttleException(
            ErrorCode.USER_FUNCTION_FAILED,
            "Field "
                + index
                + " of a record for "
                + outputFilePath
                + " is null; allow it with setAllowNullValues(true).");
      }
    } else if (quoteStrings && value instanceof CharSequence text) {
      line.append('"').append(text).append('"');
    } else {
      line.append(value);
    }
  }

  private void writeBuffered() throws IOException {
    stream.write(line.toString().getBytes(charset));
    line.setLength(0);
  }

  @Override
  public void close() throws IOException {
    try {
      if (stream != null && line != null && !line.isEmpty()) {
        writeBuffered();
      }
    } finally {
      line = null;
      super.close();
    }
  }

  /** Fails if the records are not tuples. */
  @Override
  public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
    if (!type.isTupleType()) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "Only tuples can be written as CSV, not " + type + "; map to a tuple first.");
    }
  }

  @Override
  public String toString() {
    return "CsvOutputFormat (path: " + getOutputFilePath() + ", delimiter: " + fieldDelimiter + ")";
  }
}
