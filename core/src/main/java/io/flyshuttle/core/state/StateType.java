// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * The type of a part of a state: its serializer, or what it will be made of when the settings are
 * known.
 *
 * @param <T> the type
 */
final class StateType<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> typeInfo;
  private TypeSerializer<T> serializer;

  private StateType(TypeInformation<T> typeInfo, TypeSerializer<T> serializer) {
    this.typeInfo = typeInfo;
    this.serializer = serializer;
  }

  static <T> StateType<T> of(TypeSerializer<T> serializer) {
    return new StateType<>(null, Objects.requireNonNull(serializer));
  }

  static <T> StateType<T> of(TypeInformation<T> typeInfo) {
    return new StateType<>(Objects.requireNonNull(typeInfo), null);
  }

  static <T> StateType<T> of(Class<T> type, String stateName) {
    Objects.requireNonNull(type);
    try {
      return of(TypeInformation.of(type));
    } catch (InvalidTypesException e) {
      throw new InvalidTypesException(
          "The class "
              + type.getName()
              + " does not say enough about the type of the state "
              + stateName
              + ": give a TypeHint in its place, as in"
              + " TypeInformation.of(new TypeHint<Tuple2<String, Long>>() {})",
          e);
    }
  }

  boolean isInitialized() {
    return serializer != null;
  }

  void initialize(ExecutionConfig config) {
    if (serializer == null) {
      serializer = typeInfo.createSerializer(config);
    }
  }

  TypeSerializer<T> serializer(String stateName) {
    if (serializer == null) {
      throw new IllegalStateException(
          "the serializer of the state " + stateName + " is not made yet");
    }
    return serializer.duplicate();
  }

  @Override
  public String toString() {
    return typeInfo != null ? typeInfo.toString() : serializer.toString();
  }
}
