// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import java.io.IOException;
import java.util.Arrays;

/** Makes a record of the parsed fields of each line. */
public abstract class CsvInputFormat<OUT> extends GenericCsvInputFormat<OUT> {
  private static final long serialVersionUID = 1L;

  /** What ends a line if nothing else is set. */
  public static final String DEFAULT_LINE_DELIMITER = "\n";

  /** What ends a field if nothing else is set. */
  public static final String DEFAULT_FIELD_DELIMITER = ",";

  /** The fields of the line that is being read. */
  protected transient Object[] parsedValues;

  private transient boolean linesMayEndWithCarriageReturn;

  /** A format that reads {@code filePath}. */
  protected CsvInputFormat(Path filePath) {
    super(filePath);
  }

  @Override
  protected void initializeSplit(FileInputSplit split, Long state) throws IOException {
    super.initializeSplit(split, state);
    byte[] delimiter = getDelimiter();
    linesMayEndWithCarriageReturn = delimiter.length == 1 && delimiter[0] == '\n';
    parsedValues = new Object[getNumberOfNonNullFields()];
    for (int i = 0; i < parsedValues.length; i++) {
      parsedValues[i] = getFieldParsers()[i].createValue();
    }
  }

  /** Reads on until a line is not left out, or none is left. */
  @Override
  public OUT nextRecord(OUT record) throws IOException {
    OUT found;
    do {
      found = super.nextRecord(record);
    } while (found == null && !reachedEnd());
    return found;
  }

  @Override
  public OUT readRecord(OUT reuse, byte[] bytes, int offset, int numBytes) throws IOException {
    int length = numBytes;
    if (linesMayEndWithCarriageReturn && length > 0 && bytes[offset + length - 1] == '\r') {
      length--;
    }
    if (isLeftOut(bytes, offset, length)) {
      return null;
    }
    return parseRecord(parsedValues, bytes, offset, length)
        ? fillRecord(reuse, parsedValues)
        : null;
  }

  /**
   * Makes a record.
   *
   * @param reuse may be filled and returned; may be null
   * @param parsedValues the fields; must not be kept
   */
  protected abstract OUT fillRecord(OUT reuse, Object[] parsedValues);

  /** A mask in which the fields with the given numbers are set. */
  protected static boolean[] toBooleanMask(int[] sourceFieldIndices) {
    int max = -1;
    for (int index : sourceFieldIndices) {
      if (index < 0) {
        throw new IllegalArgumentException("fields are numbered from 0, not " + index);
      }
      max = Math.max(max, index);
    }
    boolean[] mask = new boolean[max + 1];
    for (int index : sourceFieldIndices) {
      mask[index] = true;
    }
    return mask;
  }

  /** A mask in which the first {@code size} fields are set. */
  protected static boolean[] createDefaultMask(int size) {
    boolean[] mask = new boolean[size];
    Arrays.fill(mask, true);
    return mask;
  }

  @Override
  public String toString() {
    return "CSV Input (" + new String(getFieldDelimiter(), getCharset()) + ") " + getFilePath();
  }
}
