// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.CompositeType.FlatFieldDescriptor;
import io.flyshuttle.core.type.CompositeType.InvalidFieldReferenceException;
import io.flyshuttle.core.type.TypeInformation;
import java.util.Arrays;
import java.util.List;

/**
 * Finds fields by expressions: a field's name, or its number in types whose fields have positions;
 * a dot and an expression within that field; or {@code *} or {@code _} for all fields.
 */
final class FieldExpressions {
  private FieldExpressions() {}

  static boolean isWildcard(String expression) {
    return expression.equals("*") || expression.equals("_");
  }

  static void flatFields(
      CompositeType<?> type, String expression, int offset, List<FlatFieldDescriptor> result) {
    String trimmed = expression.trim();
    if (isWildcard(trimmed)) {
      int position = offset;
      for (int i = 0; i < type.getArity(); i++) {
        TypeInformation<?> field = type.getTypeAt(i);
        addAll(field, position, result);
        position += field.getTotalFields();
      }
      return;
    }
    int index = requireField(type, trimmed);
    int position = offset;
    for (int i = 0; i < index; i++) {
      position += type.getTypeAt(i).getTotalFields();
    }
    TypeInformation<?> field = type.getTypeAt(index);
    String rest = afterFirst(trimmed);
    if (rest == null) {
      addAll(field, position, result);
    } else {
      requireComposite(type, trimmed, field).getFlatFields(rest, position, result);
    }
  }

  private static void addAll(
      TypeInformation<?> field, int position, List<FlatFieldDescriptor> result) {
    if (field instanceof CompositeType<?> composite) {
      composite.getFlatFields("*", position, result);
    } else {
      result.add(new FlatFieldDescriptor(position, field));
    }
  }

  @SuppressWarnings("unchecked")
  static <X> TypeInformation<X> typeAt(CompositeType<?> type, String expression) {
    String trimmed = expression.trim();
    if (isWildcard(trimmed)) {
      throw new InvalidFieldReferenceException(
          "\"" + trimmed + "\" stands for all fields; here one field of " + type + " is needed.");
    }
    TypeInformation<?> field = type.getTypeAt(requireField(type, trimmed));
    String rest = afterFirst(trimmed);
    return rest == null
        ? (TypeInformation<X>) field
        : requireComposite(type, trimmed, field).getTypeAt(rest);
  }

  private static CompositeType<?> requireComposite(
      CompositeType<?> type, String expression, TypeInformation<?> field) {
    if (field instanceof CompositeType<?> composite) {
      return composite;
    }
    throw new InvalidFieldReferenceException(
        "\""
            + expression
            + "\" names no field of "
            + type
            + ": \""
            + first(expression)
            + "\" is of type "
            + field
            + ", which has no fields.");
  }

  private static int requireField(CompositeType<?> type, String expression) {
    String name = first(expression);
    int index = type.getFieldIndex(name);
    if (index < 0 && type.hasDeterministicFieldOrder() && isNumber(name)) {
      int number = Integer.parseInt(name);
      index = number < type.getArity() ? number : -1;
    }
    if (index < 0) {
      throw new InvalidFieldReferenceException(
          "There is no field \""
              + name
              + "\" in "
              + type
              + "; its fields are "
              + Arrays.toString(type.getFieldNames())
              + ".");
    }
    return index;
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty()
        && name.length() < 10
        && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String first(String expression) {
    int dot = expression.indexOf('.');
    return dot < 0 ? expression : expression.substring(0, dot);
  }

  private static String afterFirst(String expression) {
    int dot = expression.indexOf('.');
    return dot < 0 ? null : expression.substring(dot + 1);
  }
}
