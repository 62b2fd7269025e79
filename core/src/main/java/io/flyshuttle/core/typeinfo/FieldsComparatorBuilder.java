// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.serialize.compare.FieldAccess;
import io.flyshuttle.core.serialize.compare.FieldsComparator;
import io.flyshuttle.core.type.CompositeType.TypeComparatorBuilder;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Collects key fields for a {@link FieldsComparator}.
 *
 * @param <T> type of the records
 */
final class FieldsComparatorBuilder<T> implements TypeComparatorBuilder<T> {
  private final TypeInformation<T> type;
  private final FieldAccess<T> access;
  private final TypeInformation<?>[] plainFields;
  private final UnaryOperator<TypeComparator<?>> wrapper;
  private final List<Integer> keyFields = new ArrayList<>();
  private final List<TypeComparator<?>> comparators = new ArrayList<>();

  /**
   * @param plainFields types of all fields, if records are serialized as one field after the other;
   *     else null
   * @param wrapper applied to the comparator of each field
   */
  FieldsComparatorBuilder(
      TypeInformation<T> type,
      FieldAccess<T> access,
      TypeInformation<?>[] plainFields,
      UnaryOperator<TypeComparator<?>> wrapper) {
    this.type = Objects.requireNonNull(type);
    this.access = Objects.requireNonNull(access);
    this.plainFields = plainFields;
    this.wrapper = wrapper;
  }

  @Override
  public void initializeTypeComparatorBuilder(int size) {
    keyFields.clear();
    comparators.clear();
  }

  @Override
  public void addComparatorField(int fieldId, TypeComparator<?> comparator) {
    keyFields.add(fieldId);
    comparators.add(wrapper.apply(comparator));
  }

  @Override
  public TypeComparator<T> createTypeComparator(ExecutionConfig config) {
    if (keyFields.isEmpty()) {
      throw new IllegalStateException("a comparator of " + type + " needs at least one key field");
    }
    int[] fields = keyFields.stream().mapToInt(Integer::intValue).toArray();
    TypeComparator<?>[] fieldComparators = comparators.toArray(new TypeComparator<?>[0]);
    if (plainFields == null) {
      return FieldsComparator.ofWholeRecords(
          access, fields, fieldComparators, type.createSerializer(config));
    }
    int last = keyFields.stream().mapToInt(Integer::intValue).max().getAsInt();
    TypeSerializer<?>[] serializers = new TypeSerializer<?>[last + 1];
    for (int i = 0; i <= last; i++) {
      serializers[i] = plainFields[i].createSerializer(config);
    }
    return FieldsComparator.ofPlainFields(access, fields, fieldComparators, serializers);
  }
}
