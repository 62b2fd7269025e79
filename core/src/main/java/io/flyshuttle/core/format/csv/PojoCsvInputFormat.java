// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.typeinfo.PojoTypeInfo;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;

/** Makes an object of the fields of each line. */
public class PojoCsvInputFormat<OUT> extends CsvInputFormat<OUT> {
  private static final long serialVersionUID = 1L;

  private final Class<OUT> pojoClass;
  private final String[] fieldNames;
  private transient Field[] fields;

  /** Objects of the first fields, in the order of the type's fields. */
  public PojoCsvInputFormat(Path filePath, PojoTypeInfo<OUT> pojoTypeInfo) {
    this(
        filePath,
        DEFAULT_LINE_DELIMITER,
        DEFAULT_FIELD_DELIMITER,
        pojoTypeInfo,
        pojoTypeInfo.getFieldNames(),
        null);
  }

  /** Objects whose fields with the given names are the first fields of the line. */
  public PojoCsvInputFormat(Path filePath, PojoTypeInfo<OUT> pojoTypeInfo, String[] fieldNames) {
    this(filePath, DEFAULT_LINE_DELIMITER, DEFAULT_FIELD_DELIMITER, pojoTypeInfo, fieldNames, null);
  }

  /**
   * Objects whose fields with the given names are the fields of the line that the mask includes.
   *
   * @param includedFieldsMask null for the first fields
   */
  public PojoCsvInputFormat(
      Path filePath,
      String lineDelimiter,
      String fieldDelimiter,
      PojoTypeInfo<OUT> pojoTypeInfo,
      String[] fieldNames,
      boolean[] includedFieldsMask) {
    super(filePath);
    this.pojoClass = pojoTypeInfo.getTypeClass();
    this.fieldNames = fieldNames.clone();
    setDelimiter(lineDelimiter);
    setFieldDelimiter(fieldDelimiter);
    Class<?>[] classes = new Class<?>[fieldNames.length];
    for (int i = 0; i < classes.length; i++) {
      int index = pojoTypeInfo.getFieldIndex(fieldNames[i]);
      if (index < 0) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            pojoClass.getName() + " has no field '" + fieldNames[i] + "' for the CSV input.");
      }
      classes[i] = pojoTypeInfo.getTypeAt(index).getTypeClass();
    }
    setFieldsGeneric(
        includedFieldsMask == null ? createDefaultMask(classes.length) : includedFieldsMask,
        classes);
  }

  @Override
  protected void initializeSplit(FileInputSplit split, Long state) throws IOException {
    super.initializeSplit(split, state);
    if (fields == null) {
      fields = new Field[fieldNames.length];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = findField(fieldNames[i]);
      }
    }
  }

  private Field findField(String name) {
    for (Class<?> type = pojoClass; type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
      } catch (NoSuchFieldException e) {
        // It may be declared further up.
        continue;
      }
    }
    throw new IllegalStateException(pojoClass.getName() + " has no field " + name);
  }

  @Override
  public OUT fillRecord(OUT reuse, Object[] parsedValues) {
    try {
      OUT record = reuse == null ? pojoClass.getConstructor().newInstance() : reuse;
      for (int i = 0; i < parsedValues.length; i++) {
        fields[i].set(record, parsedValues[i]);
      }
      return record;
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException(
          pojoClass.getName() + " needs a public constructor without parameters", e);
    }
  }
}
