// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import io.flyshuttle.core.job.ExecutionConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A type made of fields. Fields are counted flat: a nested composite type counts as many as it has
 * fields itself, so that key positions of nested types can be given as one list of numbers.
 *
 * <p>Field expressions name fields: {@code "name"}, {@code "address.street"}, and {@code "*"} (or
 * {@code "_"}) for all fields of the type named before it.
 *
 * @param <T> the type
 */
public abstract class CompositeType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> typeClass;

  public CompositeType(Class<T> typeClass) {
    this.typeClass = Objects.requireNonNull(typeClass);
  }

  @Override
  public Class<T> getTypeClass() {
    return typeClass;
  }

  /** The flat fields that an expression names. */
  public List<FlatFieldDescriptor> getFlatFields(String fieldExpression) {
    List<FlatFieldDescriptor> result = new ArrayList<>();
    getFlatFields(fieldExpression, 0, result);
    return result;
  }

  /**
   * Adds the flat fields that an expression names.
   *
   * @param offset flat position of this type's first field
   * @throws InvalidFieldReferenceException if the expression names no field
   */
  public abstract void getFlatFields(
      String fieldExpression, int offset, List<FlatFieldDescriptor> result);

  /** The type of the field that an expression names. */
  public abstract <X> TypeInformation<X> getTypeAt(String fieldExpression);

  /** The type of the field at a position, not counted flat. */
  public abstract <X> TypeInformation<X> getTypeAt(int pos);

  /** A builder for comparators; it collects the comparators of the key fields. */
  protected abstract TypeComparatorBuilder<T> createTypeComparatorBuilder();

  /**
   * A comparator by some fields.
   *
   * @param logicalKeyFields flat positions of the key fields, most significant first
   * @param orders for each key field, whether it is ordered ascending
   * @param logicalFieldOffset flat position of this type's first field
   */
  public TypeComparator<T> createComparator(
      int[] logicalKeyFields, boolean[] orders, int logicalFieldOffset, ExecutionConfig config) {
    TypeComparatorBuilder<T> builder = createTypeComparatorBuilder();
    builder.initializeTypeComparatorBuilder(logicalKeyFields.length);
    for (int key = 0; key < logicalKeyFields.length; key++) {
      addKey(builder, logicalKeyFields[key], orders[key], logicalFieldOffset, config);
    }
    return builder.createTypeComparator(config);
  }

  private void addKey(
      TypeComparatorBuilder<T> builder,
      int logicalKeyField,
      boolean ascending,
      int logicalFieldOffset,
      ExecutionConfig config) {
    int flatPosition = logicalFieldOffset;
    for (int field = 0; field < getArity(); field++) {
      TypeInformation<?> fieldType = getTypeAt(field);
      int width = fieldType.getTotalFields();
      if (logicalKeyField >= flatPosition && logicalKeyField < flatPosition + width) {
        if (fieldType instanceof CompositeType<?> composite) {
          builder.addComparatorField(
              field,
              composite.createComparator(
                  new int[] {logicalKeyField}, new boolean[] {ascending}, flatPosition, config));
        } else if (fieldType instanceof AtomicType<?> atomic) {
          builder.addComparatorField(field, atomic.createComparator(ascending, config));
        } else {
          throw new InvalidTypesException(
              "Field \""
                  + getFieldNames()[field]
                  + "\" of "
                  + this
                  + " cannot be a key: its type "
                  + fieldType
                  + " has no order; use a KeySelector that returns a basic type, a tuple or a POJO.");
        }
        return;
      }
      flatPosition += width;
    }
    throw new InvalidTypesException(
        "Key position "
            + (logicalKeyField - logicalFieldOffset)
            + " does not exist in "
            + this
            + ", which has positions 0 to "
            + (getTotalFields() - 1)
            + ".");
  }

  /** Whether an expression names a field of this type. */
  public boolean hasField(String fieldName) {
    return getFieldIndex(fieldName) >= 0;
  }

  /** Names of the fields, in order. */
  public abstract String[] getFieldNames();

  /** Position of a field by name; -1 if there is none. */
  public abstract int getFieldIndex(String fieldName);

  /** Whether fields have the same position in every JVM, so that positions can name them. */
  public boolean hasDeterministicFieldOrder() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    for (int i = 0; i < getArity(); i++) {
      if (!getTypeAt(i).isKeyType()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isSortKeyType() {
    for (int i = 0; i < getArity(); i++) {
      if (!getTypeAt(i).isSortKeyType()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof CompositeType<?> other
        && other.canEqual(this)
        && typeClass == other.typeClass;
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public boolean canEqual(Object obj) {
    return obj instanceof CompositeType;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "<" + typeClass.getSimpleName() + ">";
  }

  /**
   * Collects the comparators of key fields and makes one comparator of them.
   *
   * @param <T> the composite type
   */
  public interface TypeComparatorBuilder<T> {

    /** Called once, first. */
    void initializeTypeComparatorBuilder(int size);

    /** Adds a key field; several may be inside one field if its type is composite. */
    void addComparatorField(int fieldId, TypeComparator<?> comparator);

    /** Makes the comparator. */
    TypeComparator<T> createTypeComparator(ExecutionConfig config);
  }

  /** A field by its flat position, with its type. */
  public static class FlatFieldDescriptor {
    private final int keyPosition;
    private final TypeInformation<?> type;

    public FlatFieldDescriptor(int keyPosition, TypeInformation<?> type) {
      if (type instanceof CompositeType) {
        throw new IllegalArgumentException("a flat field is not composite: " + type);
      }
      this.keyPosition = keyPosition;
      this.type = type;
    }

    /** The flat position. */
    public int getPosition() {
      return keyPosition;
    }

    public TypeInformation<?> getType() {
      return type;
    }

    @Override
    public String toString() {
      return "FlatFieldDescriptor [position=" + keyPosition + " typeInfo=" + type + "]";
    }
  }

  /** A field expression names no field. */
  public static class InvalidFieldReferenceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidFieldReferenceException(String message) {
      super(message);
    }
  }
}
