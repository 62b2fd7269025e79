// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeExtraction;
import io.flyshuttle.core.type.TypeInformation;
import java.io.Serializable;
import java.util.Objects;

/**
 * Names a side output and says what type its records have. Where the type is generic, make a
 * subclass on the spot, so that the type can be read from it: {@code new OutputTag<Tuple2<String,
 * Long>>("late") {}}.
 *
 * @param <T> type of the records
 */
public class OutputTag<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final TypeInformation<T> typeInfo;

  /**
   * Reads the type from the subclass.
   *
   * @throws InvalidTypesException if it cannot be read
   */
  @SuppressWarnings("unchecked")
  public OutputTag(String id) {
    this.id = requireName(id);
    try {
      this.typeInfo =
          (TypeInformation<T>)
              TypeExtraction.current().ofTypeArgument(OutputTag.class, getClass(), 0);
    } catch (InvalidTypesException e) {
      throw new InvalidTypesException(
          "The type of the output tag \""
              + id
              + "\" is not known: make it an anonymous class, as in"
              + " new OutputTag<Tuple2<String, Long>>(\""
              + id
              + "\") {}",
          e);
    }
  }

  public OutputTag(String id, TypeInformation<T> typeInfo) {
    this.id = requireName(id);
    this.typeInfo = Objects.requireNonNull(typeInfo, "the type of a side output is needed");
  }

  /** Whether {@code other} is the tag that {@code owner} stands for. */
  public static boolean isResponsibleFor(OutputTag<?> owner, OutputTag<?> other) {
    return other.equals(owner);
  }

  public String getId() {
    return id;
  }

  public TypeInformation<T> getTypeInfo() {
    return typeInfo;
  }

  private static String requireName(String id) {
    Objects.requireNonNull(id, "an output tag needs an id");
    if (id.isEmpty()) {
      throw new IllegalArgumentException("the id of an output tag must not be empty");
    }
    return id;
  }

  @Override
  public boolean equals(Object obj) {
    return obj instanceof OutputTag<?> other && other.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "OutputTag(" + typeInfo + ", " + id + ")";
  }
}
