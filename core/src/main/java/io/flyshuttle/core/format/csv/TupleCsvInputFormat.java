// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfoBase;
import java.lang.reflect.InvocationTargetException;

/** Makes a tuple of the fields of each line. */
public class TupleCsvInputFormat<OUT> extends CsvInputFormat<OUT> {
  private static final long serialVersionUID = 1L;

  private final Class<OUT> tupleClass;
  private final int arity;

  /** Tuples of the first fields. */
  public TupleCsvInputFormat(Path filePath, TupleTypeInfoBase<OUT> tupleTypeInfo) {
    this(filePath, DEFAULT_LINE_DELIMITER, DEFAULT_FIELD_DELIMITER, tupleTypeInfo);
  }

  /** Tuples of the first fields. */
  public TupleCsvInputFormat(
      Path filePath,
      String lineDelimiter,
      String fieldDelimiter,
      TupleTypeInfoBase<OUT> tupleTypeInfo) {
    this(
        filePath,
        lineDelimiter,
        fieldDelimiter,
        tupleTypeInfo,
        createDefaultMask(tupleTypeInfo.getArity()));
  }

  /** Tuples of the fields with the given numbers, which must rise. */
  public TupleCsvInputFormat(
      Path filePath, TupleTypeInfoBase<OUT> tupleTypeInfo, int[] includedFieldsMask) {
    this(
        filePath,
        DEFAULT_LINE_DELIMITER,
        DEFAULT_FIELD_DELIMITER,
        tupleTypeInfo,
        includedFieldsMask);
  }

  /** Tuples of the fields with the given numbers, which must rise. */
  public TupleCsvInputFormat(
      Path filePath,
      String lineDelimiter,
      String fieldDelimiter,
      TupleTypeInfoBase<OUT> tupleTypeInfo,
      int[] includedFieldsMask) {
    this(
        filePath,
        lineDelimiter,
        fieldDelimiter,
        tupleTypeInfo,
        includedFieldsMask == null
            ? createDefaultMask(tupleTypeInfo.getArity())
            : toBooleanMask(includedFieldsMask));
  }

  /** Tuples of the fields that the mask includes. */
  public TupleCsvInputFormat(
      Path filePath, TupleTypeInfoBase<OUT> tupleTypeInfo, boolean[] includedFieldsMask) {
    this(
        filePath,
        DEFAULT_LINE_DELIMITER,
        DEFAULT_FIELD_DELIMITER,
        tupleTypeInfo,
        includedFieldsMask);
  }

  /** Tuples of the fields that the mask includes. */
  public TupleCsvInputFormat(
      Path filePath,
      String lineDelimiter,
      String fieldDelimiter,
      TupleTypeInfoBase<OUT> tupleTypeInfo,
      boolean[] includedFieldsMask) {
    super(filePath);
    if (tupleTypeInfo.getArity() == 0) {
      throw new IllegalArgumentException("a tuple of a line has one field at least");
    }
    tupleClass = tupleTypeInfo.getTypeClass();
    arity = tupleTypeInfo.getArity();
    setDelimiter(lineDelimiter);
    setFieldDelimiter(fieldDelimiter);
    Class<?>[] classes = new Class<?>[arity];
    TypeInformation<?>[] types = tupleTypeInfo.getFieldTypes();
    for (int i = 0; i < classes.length; i++) {
      classes[i] = types[i].getTypeClass();
    }
    setFieldsGeneric(
        includedFieldsMask == null ? createDefaultMask(arity) : includedFieldsMask, classes);
  }

  @Override
  public OUT fillRecord(OUT reuse, Object[] parsedValues) {
    OUT record = reuse == null ? create() : reuse;
    Tuple tuple = (Tuple) record;
    for (int i = 0; i < parsedValues.length; i++) {
      tuple.setField(parsedValues[i], i);
    }
    return record;
  }

  private OUT create() {
    if (tupleClass == Tuple.getTupleClass(arity)) {
      return tupleClass.cast(Tuple.newInstance(arity));
    }
    try {
      return tupleClass.getConstructor().newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          tupleClass.getName() + " needs a public constructor without parameters", e);
    }
  }
}
