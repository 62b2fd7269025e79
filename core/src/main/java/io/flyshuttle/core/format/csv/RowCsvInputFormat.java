// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.parse.FieldParser;
import io.flyshuttle.core.format.parse.FieldParser.ParseErrorState;
import io.flyshuttle.core.type.ResultTypeQueryable;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.value.Row;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes a row of the fields of each line. */
public class RowCsvInputFormat extends CsvInputFormat<Row> implements ResultTypeQueryable<Row> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<?>[] fieldTypes;
  private final boolean emptyColumnAsNull;

  /** For each parsed field, which rise by their place in the line, its place in the row. */
  private final int[] places;

  /** Rows of the first fields. */
  public RowCsvInputFormat(Path filePath, TypeInformation<?>[] fieldTypes) {
    this(filePath, fieldTypes, false);
  }

  /** Rows of the first fields. */
  public RowCsvInputFormat(
      Path filePath, TypeInformation<?>[] fieldTypes, boolean emptyColumnAsNull) {
    this(
        filePath,
        fieldTypes,
        DEFAULT_LINE_DELIMITER,
        DEFAULT_FIELD_DELIMITER,
        firstFields(fieldTypes),
        emptyColumnAsNull);
  }

  /** Rows of the fields with the given numbers, in their order. */
  public RowCsvInputFormat(Path filePath, TypeInformation<?>[] fieldTypes, int[] selectedFields) {
    this(
        filePath,
        fieldTypes,
        DEFAULT_LINE_DELIMITER,
        DEFAULT_FIELD_DELIMITER,
        selectedFields,
        false);
  }

  /** Rows of the first fields. */
  public RowCsvInputFormat(
      Path filePath, TypeInformation<?>[] fieldTypes, String lineDelimiter, String fieldDelimiter) {
    this(filePath, fieldTypes, lineDelimiter, fieldDelimiter, firstFields(fieldTypes), false);
  }

  /** Rows of the fields with the given numbers, in their order. */
  public RowCsvInputFormat(
      Path filePath,
      TypeInformation<?>[] fieldTypes,
      String lineDelimiter,
      String fieldDelimiter,
      int[] selectedFields) {
    this(filePath, fieldTypes, lineDelimiter, fieldDelimiter, selectedFields, false);
  }

  /**
   * Rows of the fields with the given numbers, in their order.
   *
   * @param emptyColumnAsNull whether a field without text is null; else it is malformed if its type
   *     is not text
   */
  public RowCsvInputFormat(
      Path filePath,
      TypeInformation<?>[] fieldTypes,
      String lineDelimiter,
      String fieldDelimiter,
      int[] selectedFields,
      boolean emptyColumnAsNull) {
    super(filePath);
    if (fieldTypes.length == 0 || fieldTypes.length != selectedFields.length) {
      throw new IllegalArgumentException(
          fieldTypes.length + " types were given for " + selectedFields.length + " fields");
    }
    this.fieldTypes = fieldTypes.clone();
    this.emptyColumnAsNull = emptyColumnAsNull;
    setDelimiter(lineDelimiter);
    setFieldDelimiter(fieldDelimiter);
    places =
        IntStream.range(0, selectedFields.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(selectedFields[a], selectedFields[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rising = Arrays.stream(selectedFields).sorted().toArray();
    Class<?>[] classes = new Class<?>[places.length];
    for (int i = 0; i < places.length; i++) {
      if (i > 0 && rising[i] == rising[i - 1]) {
        throw new IllegalArgumentException("field " + rising[i] + " is selected twice");
      }
      classes[i] = fieldTypes[places[i]].getTypeClass();
    }
    setFieldsGeneric(toBooleanMask(rising), classes);
  }

  private static int[] firstFields(TypeInformation<?>[] fieldTypes) {
    return IntStream.range(0, fieldTypes.length).toArray();
  }

  @Override
  protected Row fillRecord(Row reuse, Object[] parsedValues) {
    Row row = reuse == null ? new Row(places.length) : reuse;
    for (int i = 0; i < parsedValues.length; i++) {
      row.setField(places[i], parsedValues[i]);
    }
    return row;
  }

  @Override
  Object resultOf(FieldParser<Object> parser) {
    return emptyColumnAsNull && parser.getErrorState() == ParseErrorState.EMPTY_COLUMN
        ? null
        : super.resultOf(parser);
  }

  @Override
  int onMalformedField(ParseErrorState error, byte[] bytes, int position, int limit) {
    if (!emptyColumnAsNull || error != ParseErrorState.EMPTY_COLUMN) {
      return super.onMalformedField(error, bytes, position, limit);
    }
    byte[] delimiter = openFieldDelimiter();
    int end = position;
    while (end < limit && bytes[end] == ' ') {
      end++;
    }
    return end >= limit ? limit : end + delimiter.length;
  }

  @Override
  public TypeInformation<Row> getProducedType() {
    return new RowTypeInfo(fieldTypes);
  }
}
