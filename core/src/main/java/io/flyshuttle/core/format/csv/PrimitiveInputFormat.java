// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.ParseException;
import io.flyshuttle.core.format.file.DelimitedInputFormat;
import io.flyshuttle.core.format.parse.FieldParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** One value a line. */
public class PrimitiveInputFormat<OT> extends DelimitedInputFormat<OT> {
  private static final long serialVersionUID = 1L;

  private final Class<OT> primitiveClass;
  private transient FieldParser<OT> parser;
  private transient byte[] noDelimiter;

  /** Lines of {@code filePath}. */
  public PrimitiveInputFormat(Path filePath, Class<OT> primitiveClass) {
    super(filePath, null);
    this.primitiveClass = primitiveClass;
  }

  /** Records of {@code filePath} that end with {@code delimiter}. */
  public PrimitiveInputFormat(Path filePath, String delimiter, Class<OT> primitiveClass) {
    this(filePath, primitiveClass);
    setDelimiter(delimiter);
  }

  @Override
  protected void initializeSplit(FileInputSplit split, Long state) throws IOException {
    super.initializeSplit(split, state);
    Class<FieldParser<OT>> parserClass = FieldParser.getParserForType(primitiveClass);
    if (parserClass == null) {
      throw new IllegalArgumentException(primitiveClass.getName() + " cannot be parsed from text");
    }
    try {
      parser = parserClass.getConstructor().newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("no parser for " + primitiveClass, e);
    }
    parser.setCharset(getCharset());
    // The record's own delimiter cannot occur in it.
    noDelimiter = getDelimiter();
  }

  @Override
  public OT readRecord(OT reuse, byte[] bytes, int offset, int numBytes) throws IOException {
    int length = numBytes;
    boolean isLine = noDelimiter.length == 1 && noDelimiter[0] == '\n';
    if (isLine && length > 0 && bytes[offset + length - 1] == '\r') {
      length--;
    }
    int end = parser.resetErrorStateAndParse(bytes, offset, offset + length, noDelimiter, reuse);
    if (end < 0) {
      throw new ParseException(
          "Malformed input: "
              + currentRecordLocation()
              + " is no "
              + primitiveClass.getSimpleName()
              + " ("
              + parser.getErrorState()
              + "): '"
              + new String(bytes, offset, length, getCharset())
              + "'.");
    }
    return parser.getLastResult();
  }

  @Override
  public boolean supportsMultiPaths() {
    return true;
  }
}
