// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.field.FieldAccess;
import io.flyshuttle.operators.field.FieldAccesses;
import io.flyshuttle.operators.field.FieldsKeySelector;
import io.flyshuttle.operators.field.SingleFieldSelector;

/** Turns positions, names and selectors into keys, and refuses what cannot be one. */
final class Keys {
  private Keys() {}

  /** A key selector with the type of its keys. */
  record Selection<T, K>(KeySelector<T, K> selector, TypeInformation<K> type) {}

  static <T> Selection<T, Tuple> byPositions(TypeInformation<T> type, int... positions) {
    return selection(FieldsKeySelector.at(type, positions));
  }

  static <T> Selection<T, Tuple> byNames(TypeInformation<T> type, String... names) {
    return selection(FieldsKeySelector.named(type, names));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> Selection<T, Tuple> selection(FieldsKeySelector<T> selector) {
    if (selector.types().isEmpty()) {
      throw new InvalidProgramException("a key needs at least one field");
    }
    TupleTypeInfo type = new TupleTypeInfo(selector.types().toArray(new TypeInformation[0]));
    return new Selection<>(selector, (TypeInformation<Tuple>) type);
  }

  static <T, K> KeySelector<T, K> single(TypeInformation<T> type, int position) {
    FieldAccess<T, K> field = FieldAccesses.at(type, position);
    return new SingleFieldSelector<>(field);
  }

  static <T, K> KeySelector<T, K> single(TypeInformation<T> type, String name) {
    FieldAccess<T, K> field = FieldAccesses.named(type, name);
    return new SingleFieldSelector<>(field);
  }

  /** The type that a selector returns, from its class or its lambda. */
  static <T, K> TypeInformation<K> keyType(
      KeySelector<T, K> selector, TypeInformation<T> recordType) {
    return TypeExtractor.getKeySelectorTypes(selector, recordType);
  }

  /** Refuses types whose equal values do not have equal hash codes in every process. */
  static void check(TypeInformation<?> keyType) {
    if (!keyType.isKeyType()) {
      throw new InvalidProgramException(
          "the type "
              + keyType
              + " cannot be a key: it has no equality by value;"
              + " key by one of its fields or by a value made of it");
    }
    Class<?> keyClass = keyType.getTypeClass();
    if (keyClass.isArray()) {
      throw new InvalidProgramException(
          "the type " + keyType + " cannot be a key: arrays are not compared by their content");
    }
    if (keyClass.isEnum()) {
      throw new InvalidProgramException(
          "the type "
              + keyType
              + " cannot be a key: an enum's hash code differs between processes;"
              + " key by its name() or ordinal()");
    }
    if (!overridesHashCode(keyClass)) {
      throw new InvalidProgramException(
          "the type " + keyType + " cannot be a key: its class does not override hashCode()");
    }
  }

  private static boolean overridesHashCode(Class<?> keyClass) {
    if (keyClass.isInterface() || Tuple.class.isAssignableFrom(keyClass)) {
      return true;
    }
    try {
      return keyClass.getMethod("hashCode").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every class has hashCode", e);
    }
  }
}
