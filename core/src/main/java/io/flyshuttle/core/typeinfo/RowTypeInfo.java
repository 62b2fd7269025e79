// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.SerializerConfig;
import io.flyshuttle.core.serialize.compare.NullAwareComparator;
import io.flyshuttle.core.serialize.composite.RowAccess;
import io.flyshuttle.core.serialize.composite.RowSerializer;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.value.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;

/** Rows. Fields may be null, also as keys: null comes first. */
public class RowTypeInfo extends TupleTypeInfoBase<Row> {
  private static final long serialVersionUID = 1L;

  /** Names of the fields. */
  protected final String[] fieldNames;

  /** Rows whose fields are called f0, f1, … */
  public RowTypeInfo(TypeInformation<?>... types) {
    this(types, defaultNames(types.length));
  }

  public RowTypeInfo(TypeInformation<?>[] types, String[] fieldNames) {
    super(Row.class, types);
    if (types.length != fieldNames.length) {
      throw new IllegalArgumentException(
          "a row has as many names as types, not " + fieldNames.length + " and " + types.length);
    }
    if (new HashSet<>(Arrays.asList(fieldNames)).size() < fieldNames.length) {
      throw new IllegalArgumentException(
          "names of fields are not unique: " + Arrays.toString(fieldNames));
    }
    this.fieldNames = fieldNames.clone();
  }

  private static String[] defaultNames(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "f" + i;
    }
    return names;
  }

  /** The type of rows of some fields of others. */
  public static RowTypeInfo projectFields(RowTypeInfo rowType, int[] fieldMapping) {
    TypeInformation<?>[] types = new TypeInformation<?>[fieldMapping.length];
    String[] names = new String[fieldMapping.length];
    for (int i = 0; i < fieldMapping.length; i++) {
      types[i] = rowType.getTypeAt(fieldMapping[i]);
      names[i] = rowType.fieldNames[fieldMapping[i]];
    }
    return new RowTypeInfo(types, names);
  }

  @Override
  public String[] getFieldNames() {
    return fieldNames;
  }

  @Override
  public int getFieldIndex(String fieldName) {
    return Arrays.asList(fieldNames).indexOf(fieldName);
  }

  @Override
  public TypeSerializer<Row> createSerializer(SerializerConfig config) {
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[types.length];
    LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < types.length; i++) {
      serializers[i] = types[i].createSerializer(config);
      positions.put(fieldNames[i], i);
    }
    return new RowSerializer(serializers, positions);
  }

  @Override
  protected TypeComparatorBuilder<Row> createTypeComparatorBuilder() {
    return new FieldsComparatorBuilder<>(this, RowAccess.INSTANCE, null, NullAwareComparator::of);
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof RowTypeInfo;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof RowTypeInfo other
        && other.canEqual(this)
        && super.equals(other)
        && Arrays.equals(fieldNames, other.fieldNames);
  }

  /** Whether the types of the fields are the same, whatever their names. */
  public boolean schemaEquals(Object obj) {
    return obj instanceof RowTypeInfo other && Arrays.equals(types, other.types);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Arrays.hashCode(fieldNames);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row(");
    for (int i = 0; i < types.length; i++) {
      text.append(i == 0 ? "" : ", ").append(fieldNames[i]).append(": ").append(types[i]);
    }
    return text.append(')').toString();
  }
}
