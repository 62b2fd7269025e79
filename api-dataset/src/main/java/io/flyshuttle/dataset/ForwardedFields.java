// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.FunctionAnnotation;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.type.CompositeType;
import io.flyshuttle.core.type.CompositeType.FlatFieldDescriptor;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which flat fields of an input a function hands on unchanged, and where to. Written as {@code
 * "f0->f1; f2"}; {@code "*"} stands for the whole record. Immutable.
 */
final class ForwardedFields {

  /** No field: the answer where a field does not pass. */
  static final int NO_FIELD = -1;

  private static final ForwardedFields NOTHING = new ForwardedFields(Map.of());

  private final Map<Integer, Integer> targets;

  private ForwardedFields(Map<Integer, Integer> targets) {
    this.targets = targets;
  }

  /** Where a flat field of the input is in the output; {@link #NO_FIELD} if it does not pass. */
  int targetOf(int position) {
    return targets.getOrDefault(position, NO_FIELD);
  }

  /** Reads declarations. */
  static ForwardedFields parse(
      String[] declarations, TypeInformation<?> from, TypeInformation<?> to) {
    Map<Integer, Integer> targets = new HashMap<>();
    for (String declaration : declarations) {
      for (String part : declaration.split(";")) {
        if (!part.isBlank()) {
          add(part.strip(), from, to, targets);
        }
      }
    }
    return new ForwardedFields(targets);
  }

  private static void add(
      String part, TypeInformation<?> from, TypeInformation<?> to, Map<Integer, Integer> targets) {
    int arrow = part.indexOf("->");
    List<FlatFieldDescriptor> sources =
        fields(arrow < 0 ? part : part.substring(0, arrow), from, part);
    List<FlatFieldDescriptor> results =
        fields(arrow < 0 ? part : part.substring(arrow + 2), to, part);
    if (sources.size() != results.size()) {
      throw new InvalidProgramException(
          "forwarded fields \"" + part + "\": " + from + " and " + to + " differ there");
    }
    for (int i = 0; i < sources.size(); i++) {
      if (!sources.get(i).getType().equals(results.get(i).getType())) {
        throw new InvalidProgramException(
            "forwarded fields \""
                + part
                + "\": type "
                + sources.get(i).getType()
                + " would become "
                + results.get(i).getType());
      }
      targets.put(sources.get(i).getPosition(), results.get(i).getPosition());
    }
  }

  private static List<FlatFieldDescriptor> fields(
      String expression, TypeInformation<?> type, String part) {
    String field = expression.strip();
    if (type instanceof CompositeType<?> composite) {
      String expanded =
          composite instanceof TupleTypeInfo && field.matches("\\d+") ? "f" + field : field;
      try {
        return composite.getFlatFields(expanded);
      } catch (CompositeType.InvalidFieldReferenceException e) {
        throw new InvalidProgramException(
            "forwarded fields \"" + part + "\": " + type + " has no field \"" + field + "\"", e);
      }
    }
    if (!field.equals("*") && !field.equals("_")) {
      throw new InvalidProgramException(
          "forwarded fields \"" + part + "\": " + type + " has no fields; write \"*\"");
    }
    return List.of(new FlatFieldDescriptor(0, type));
  }

  /**
   * Reads the annotations of a function's class.
   *
   * @param input 0 for the only input, 1 and 2 for the inputs of a function of two
   */
  static ForwardedFields ofAnnotations(
      Class<?> function, TypeInformation<?> from, TypeInformation<?> to, int input) {
    String[] forwarded = forwardedBy(function, input);
    if (forwarded != null) {
      return parse(forwarded, from, to);
    }
    String[] changed = changedBy(function, input);
    return changed == null ? NOTHING : allBut(changed, from, to);
  }

  private static String[] forwardedBy(Class<?> function, int input) {
    if (input == 0) {
      FunctionAnnotation.ForwardedFields found =
          function.getAnnotation(FunctionAnnotation.ForwardedFields.class);
      return found == null ? null : found.value();
    } else if (input == 1) {
      FunctionAnnotation.ForwardedFieldsFirst found =
          function.getAnnotation(FunctionAnnotation.ForwardedFieldsFirst.class);
      return found == null ? null : found.value();
    }
    FunctionAnnotation.ForwardedFieldsSecond found =
        function.getAnnotation(FunctionAnnotation.ForwardedFieldsSecond.class);
    return found == null ? null : found.value();
  }

  private static String[] changedBy(Class<?> function, int input) {
    if (input == 0) {
      FunctionAnnotation.NonForwardedFields found =
          function.getAnnotation(FunctionAnnotation.NonForwardedFields.class);
      return found == null ? null : found.value();
    } else if (input == 1) {
      FunctionAnnotation.NonForwardedFieldsFirst found =
          function.getAnnotation(FunctionAnnotation.NonForwardedFieldsFirst.class);
      return found == null ? null : found.value();
    }
    FunctionAnnotation.NonForwardedFieldsSecond found =
        function.getAnnotation(FunctionAnnotation.NonForwardedFieldsSecond.class);
    return found == null ? null : found.value();
  }

  private static ForwardedFields allBut(
      String[] changed, TypeInformation<?> from, TypeInformation<?> to) {
    if (!from.equals(to)) {
      throw new InvalidProgramException(
          "fields that do not pass can be declared only where the type stays the same, not from "
              + from
              + " to "
              + to);
    }
    Map<Integer, Integer> targets = new HashMap<>();
    for (FlatFieldDescriptor field : fields("*", from, "*")) {
      targets.put(field.getPosition(), field.getPosition());
    }
    for (String declaration : changed) {
      for (String part : declaration.split(";")) {
        if (!part.isBlank()) {
          for (FlatFieldDescriptor field : fields(part, from, part)) {
            targets.remove(field.getPosition());
          }
        }
      }
    }
    return new ForwardedFields(targets);
  }

  /** A projection of tuple fields. */
  static ForwardedFields ofProjection(int[] fields, TypeInformation<?> from) {
    return ofTupleFields(fields, from, ProjectOperator.projectedType(from, fields));
  }

  /**
   * Tuple fields that come from tuple fields.
   *
   * @param sources for each field of {@code to}, the field of {@code from}, or {@link #NO_FIELD}
   */
  static ForwardedFields ofTupleFields(
      int[] sources, TypeInformation<?> from, TypeInformation<?> to) {
    if (!(from instanceof CompositeType<?> tuple)) {
      return NOTHING;
    }
    Map<Integer, Integer> targets = new HashMap<>();
    int target = 0;
    for (int i = 0; i < sources.length; i++) {
      int width = ((CompositeType<?>) to).getTypeAt(i).getTotalFields();
      if (sources[i] != NO_FIELD) {
        int source = 0;
        for (int before = 0; before < sources[i]; before++) {
          source += tuple.getTypeAt(before).getTotalFields();
        }
        for (int k = 0; k < width; k++) {
          targets.put(source + k, target + k);
        }
      }
      target += width;
    }
    return new ForwardedFields(targets);
  }
}
