// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset.key;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.AtomicType;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.CompositeType.FlatFieldDescriptor;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.MissingTypeInfo;
import io.flyshuttle.operators.key.SelectorComparator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The key of a data set: which fields, or which selector. Immutable.
 *
 * @param <T> type of the records
 */
public abstract class Keys<T> {

  private Keys() {}

  /** Number of flat key fields. */
  public abstract int getNumberOfKeyFields();

  /** Types of the flat key fields. */
  public abstract TypeInformation<?>[] getKeyFieldTypes();

  /**
   * A comparator by this key.
   *
   * @param ascending the order of each flat key field
   */
  public abstract TypeComparator<T> comparator(boolean[] ascending, ExecutionConfig config);

  /** A comparator by this key, ascending. */
  public final TypeComparator<T> comparator(ExecutionConfig config) {
    return comparator(ascending(getNumberOfKeyFields()), config);
  }

  /** The flat positions of the key fields; empty for a selector. */
  public abstract int[] positions();

  /** Whether the two keys of possibly different types are one and the same for partitioning. */
  public abstract boolean sameAs(Keys<?> other);

  /** The key in words, for plans. */
  public abstract String describe();

  /** The key and the types of its fields, for people. */
  public final String describeWithTypes() {
    return describe()
        + " of type "
        + Arrays.stream(getKeyFieldTypes()).map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** An order array of the given length, all ascending. */
  public static boolean[] ascending(int length) {
    boolean[] orders = new boolean[length];
    Arrays.fill(orders, true);
    return orders;
  }

  /**
   * Refuses keys of two inputs that cannot be compared with each other.
   *
   * @throws InvalidProgramException naming the types that differ
   */
  public final void checkCompatible(Keys<?> other) {
    TypeInformation<?>[] mine = getKeyFieldTypes();
    TypeInformation<?>[] theirs = other.getKeyFieldTypes();
    if (mine.length != theirs.length) {
      throw new InvalidProgramException(
          "the two sides have keys of different length: "
              + describe()
              + " has "
              + mine.length
              + " field(s), "
              + other.describe()
              + " has "
              + theirs.length);
    }
    for (int i = 0; i < mine.length; i++) {
      if (!mine[i].equals(theirs[i])) {
        throw new InvalidProgramException(
            "the two sides have keys of different types: field "
                + (i + 1)
                + " is "
                + mine[i]
                + " on the first side and "
                + theirs[i]
                + " on the second");
      }
    }
  }

  /**
   * Refuses a partitioner that takes another type than this key's.
   *
   * @param keyType what the partitioner takes; null if it cannot be known
   */
  public final void checkPartitioner(Partitioner<?> partitioner, TypeInformation<?> keyType) {
    if (getNumberOfKeyFields() != 1) {
      throw new InvalidProgramException(
          "a custom partitioner takes one key field, but "
              + describe()
              + " has "
              + getNumberOfKeyFields());
    }
    boolean known = keyType != null && !((TypeInformation<?>) keyType instanceof MissingTypeInfo);
    if (known && !keyType.equals(getKeyFieldTypes()[0])) {
      throw new InvalidProgramException(
          "the partitioner "
              + partitioner.getClass().getName()
              + " takes keys of type "
              + keyType
              + ", but the key "
              + describe()
              + " is of type "
              + getKeyFieldTypes()[0]);
    }
  }

  /**
   * Keys by position or field expression.
   *
   * @param <T> type of the records
   */
  public static final class ExpressionKeys<T> extends Keys<T> {
    private final TypeInformation<T> type;
    private final int[] positions;
    private final TypeInformation<?>[] types;
    private final String description;

    /** All fields of the type. */
    public ExpressionKeys(TypeInformation<T> type) {
      this(type, flatFieldsOf(type, "*"), "all fields");
      checkKeyTypes();
    }

    /** The field at one position. */
    public ExpressionKeys(int position, TypeInformation<T> type) {
      this(new int[] {position}, type);
    }

    /** Tuple fields by position; none means all. */
    public ExpressionKeys(int[] positions, TypeInformation<T> type) {
      this(type, flatFieldsOf(type, positions), Arrays.toString(positions));
      checkKeyTypes();
    }

    /** Fields by expression. */
    public ExpressionKeys(String[] expressions, TypeInformation<T> type) {
      this(type, flatFieldsOf(type, expressions), Arrays.toString(expressions));
      checkKeyTypes();
    }

    private ExpressionKeys(
        TypeInformation<T> type, List<FlatFieldDescriptor> fields, String description) {
      this.type = type;
      this.positions = new int[fields.size()];
      this.types = new TypeInformation<?>[fields.size()];
      this.description = description;
      for (int i = 0; i < fields.size(); i++) {
        positions[i] = fields.get(i).getPosition();
        types[i] = fields.get(i).getType();
      }
    }

    /** As the constructor by positions, for sorting: the fields must be sortable. */
    public static <T> ExpressionKeys<T> forSorting(int position, TypeInformation<T> type) {
      return new ExpressionKeys<>(
              type, flatFieldsOf(type, new int[] {position}), String.valueOf(position))
          .checkSortable();
    }

    /** As the constructor by expressions, for sorting: the fields must be sortable. */
    public static <T> ExpressionKeys<T> forSorting(String expression, TypeInformation<T> type) {
      return new ExpressionKeys<>(type, flatFieldsOf(type, expression), expression).checkSortable();
    }

    /** Whether a field, or every field, can be named as a key of the type. */
    public static boolean isSortKey(int position, TypeInformation<?> type) {
      return type.isTupleType()
          && position >= 0
          && position < type.getArity()
          && ((CompositeType<?>) type).getTypeAt(position).isSortKeyType();
    }

    private ExpressionKeys<T> checkSortable() {
      for (TypeInformation<?> t : types) {
        if (!t.isSortKeyType()) {
          throw new InvalidProgramException(
              "cannot sort by " + description + " of " + type + ": type " + t + " has no order");
        }
      }
      return this;
    }

    private void checkKeyTypes() {
      for (TypeInformation<?> t : types) {
        if (!t.isKeyType()) {
          throw new InvalidProgramException(
              "field(s) "
                  + description
                  + " of "
                  + type
                  + " cannot be a key: type "
                  + t
                  + " has no equality; use a KeySelector that returns a basic type or a tuple");
        }
      }
    }

    private static List<FlatFieldDescriptor> flatFieldsOf(TypeInformation<?> type, int[] wanted) {
      if (!type.isTupleType() || !(type instanceof CompositeType<?> tuple)) {
        throw new InvalidProgramException(
            "positions name keys of tuples only, and the type is "
                + type
                + "; name the field or use a KeySelector");
      }
      int arity = type.getArity();
      int[] fields = wanted;
      if (wanted.length == 0) {
        fields = new int[arity];
        Arrays.setAll(fields, i -> i);
      }
      List<FlatFieldDescriptor> result = new ArrayList<>();
      for (int field : fields) {
        if (field < 0 || field >= arity) {
          throw new IndexOutOfBoundsException(
              "key position "
                  + field
                  + " is out of range: "
                  + type
                  + " has positions 0 to "
                  + (arity - 1));
        }
        int offset = 0;
        for (int before = 0; before < field; before++) {
          offset += tuple.getTypeAt(before).getTotalFields();
        }
        addFlat(tuple.getTypeAt(field), offset, result);
      }
      return distinct(result);
    }

    private static void addFlat(
        TypeInformation<?> type, int offset, List<FlatFieldDescriptor> result) {
      if (type instanceof CompositeType<?> composite) {
        composite.getFlatFields("*", offset, result);
      } else {
        result.add(new FlatFieldDescriptor(offset, type));
      }
    }

    private static List<FlatFieldDescriptor> flatFieldsOf(
        TypeInformation<?> type, String... expressions) {
      if (expressions == null || expressions.length == 0) {
        throw new InvalidProgramException("name at least one key field");
      }
      List<FlatFieldDescriptor> result = new ArrayList<>();
      for (String expression : expressions) {
        if (expression == null) {
          throw new InvalidProgramException("a key field's name is null");
        }
        String trimmed = expression.strip();
        if (type instanceof CompositeType<?> composite) {
          try {
            result.addAll(composite.getFlatFields(trimmed));
          } catch (CompositeType.InvalidFieldReferenceException e) {
            throw new InvalidProgramException(
                "the key \""
                    + trimmed
                    + "\" names no field of "
                    + type
                    + ", which has fields "
                    + String.join(", ", composite.getFieldNames()),
                e);
          }
        } else if (trimmed.equals("*") || trimmed.equals("_")) {
          result.add(new FlatFieldDescriptor(0, type));
        } else {
          throw new InvalidProgramException(
              "the key \"" + trimmed + "\" names a field, but " + type + " has none; use \"*\"");
        }
      }
      return distinct(result);
    }

    private static List<FlatFieldDescriptor> distinct(List<FlatFieldDescriptor> fields) {
      Set<Integer> seen = new LinkedHashSet<>();
      List<FlatFieldDescriptor> result = new ArrayList<>();
      for (FlatFieldDescriptor field : fields) {
        if (seen.add(field.getPosition())) {
          result.add(field);
        }
      }
      return result;
    }

    @Override
    public int getNumberOfKeyFields() {
      return positions.length;
    }

    @Override
    public TypeInformation<?>[] getKeyFieldTypes() {
      return types.clone();
    }

    @Override
    public int[] positions() {
      return positions.clone();
    }

    @Override
    @SuppressWarnings("unchecked")
    public TypeComparator<T> comparator(boolean[] ascending, ExecutionConfig config) {
      if (type instanceof CompositeType<?> composite) {
        return ((CompositeType<T>) composite).createComparator(positions, ascending, 0, config);
      }
      if (type instanceof AtomicType<?> atomic) {
        return ((AtomicType<T>) atomic).createComparator(ascending[0], config);
      }
      throw new InvalidProgramException("records of " + type + " cannot be compared");
    }

    @Override
    public boolean sameAs(Keys<?> other) {
      return other instanceof ExpressionKeys<?> keys && Arrays.equals(positions, keys.positions);
    }

    @Override
    public String describe() {
      return description;
    }

    @Override
    public String toString() {
      return "ExpressionKeys: " + description;
    }
  }

  /**
   * A key that a function takes out of the record.
   *
   * @param <T> type of the records
   * @param <K> type of the key
   */
  public static final class SelectorFunctionKeys<T, K> extends Keys<T> {
    private final KeySelector<T, K> selector;
    private final TypeInformation<T> inputType;
    private final TypeInformation<K> keyType;

    public SelectorFunctionKeys(
        KeySelector<T, K> selector, TypeInformation<T> inputType, TypeInformation<K> keyType) {
      if (!keyType.isKeyType()) {
        throw new InvalidProgramException(
            "the key selector "
                + selector.getClass().getName()
                + " returns "
                + keyType
                + ", which cannot be a key");
      }
      this.selector = selector;
      this.inputType = inputType;
      this.keyType = keyType;
    }

    /** Type of the key. */
    public TypeInformation<K> getKeyType() {
      return keyType;
    }

    /** Type of the records. */
    public TypeInformation<T> getInputType() {
      return inputType;
    }

    /** The function. */
    public KeySelector<T, K> getKeyExtractor() {
      return selector;
    }

    @Override
    public int getNumberOfKeyFields() {
      return keyType.getTotalFields();
    }

    @Override
    public TypeInformation<?>[] getKeyFieldTypes() {
      if (keyType instanceof CompositeType<?> composite) {
        List<FlatFieldDescriptor> fields = composite.getFlatFields("*");
        TypeInformation<?>[] types = new TypeInformation<?>[fields.size()];
        Arrays.setAll(types, i -> fields.get(i).getType());
        return types;
      }
      return new TypeInformation<?>[] {keyType};
    }

    @Override
    public int[] positions() {
      return new int[0];
    }

    @Override
    @SuppressWarnings("unchecked")
    public TypeComparator<T> comparator(boolean[] ascending, ExecutionConfig config) {
      TypeComparator<K> comparator;
      if (keyType instanceof CompositeType<?> composite) {
        int[] all = new int[keyType.getTotalFields()];
        Arrays.setAll(all, i -> i);
        comparator = ((CompositeType<K>) composite).createComparator(all, ascending, 0, config);
      } else if (keyType instanceof AtomicType<?> atomic) {
        comparator = ((AtomicType<K>) atomic).createComparator(ascending[0], config);
      } else {
        throw new InvalidProgramException("keys of " + keyType + " cannot be compared");
      }
      return new SelectorComparator<>(selector, comparator, inputType.createSerializer(config));
    }

    @Override
    public boolean sameAs(Keys<?> other) {
      return other instanceof SelectorFunctionKeys<?, ?> keys && keys.selector == selector;
    }

    @Override
    public String describe() {
      return "key selector " + selector.getClass().getSimpleName();
    }

    @Override
    public String toString() {
      return "SelectorFunctionKeys: " + keyType;
    }
  }
}
