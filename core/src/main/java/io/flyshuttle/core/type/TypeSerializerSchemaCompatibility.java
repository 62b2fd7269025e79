// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.util.Objects;

/**
 * Whether data written with one serializer can be read with another, and how. Immutable.
 *
 * @param <T> the type
 */
public final class TypeSerializerSchemaCompatibility<T> {

  private enum Kind {
    COMPATIBLE_AS_IS,
    COMPATIBLE_AFTER_MIGRATION,
    COMPATIBLE_WITH_RECONFIGURED_SERIALIZER,
    INCOMPATIBLE
  }

  private final Kind kind;
  private final TypeSerializer<T> reconfiguredSerializer;
  private final String reason;

  private TypeSerializerSchemaCompatibility(
      Kind kind, TypeSerializer<T> reconfiguredSerializer, String reason) {
    this.kind = kind;
    this.reconfiguredSerializer = reconfiguredSerializer;
    this.reason = reason;
  }

  /** The new serializer reads the old data. */
  public static <T> TypeSerializerSchemaCompatibility<T> compatibleAsIs() {
    return new TypeSerializerSchemaCompatibility<>(Kind.COMPATIBLE_AS_IS, null, "");
  }

  /** Data has to be read with the old serializer and written with the new one. */
  public static <T> TypeSerializerSchemaCompatibility<T> compatibleAfterMigration() {
    return new TypeSerializerSchemaCompatibility<>(Kind.COMPATIBLE_AFTER_MIGRATION, null, "");
  }

  /** The given serializer, made of the old and the new one, reads the old data. */
  public static <T> TypeSerializerSchemaCompatibility<T> compatibleWithReconfiguredSerializer(
      TypeSerializer<T> reconfiguredSerializer) {
    return new TypeSerializerSchemaCompatibility<>(
        Kind.COMPATIBLE_WITH_RECONFIGURED_SERIALIZER,
        Objects.requireNonNull(reconfiguredSerializer),
        "");
  }

  /** The old data cannot be read, for a reason that is not told. */
  public static <T> TypeSerializerSchemaCompatibility<T> incompatible() {
    return incompatible("");
  }

  /** The old data cannot be read; {@code reason} is shown to the user. */
  public static <T> TypeSerializerSchemaCompatibility<T> incompatible(String reason) {
    return new TypeSerializerSchemaCompatibility<>(Kind.INCOMPATIBLE, null, reason);
  }

  public boolean isCompatibleAsIs() {
    return kind == Kind.COMPATIBLE_AS_IS;
  }

  public boolean isCompatibleAfterMigration() {
    return kind == Kind.COMPATIBLE_AFTER_MIGRATION;
  }

  public boolean isCompatibleWithReconfiguredSerializer() {
    return kind == Kind.COMPATIBLE_WITH_RECONFIGURED_SERIALIZER;
  }

  public boolean isIncompatible() {
    return kind == Kind.INCOMPATIBLE;
  }

  /** Why the data cannot be read; empty if it can, or if no reason was given. */
  public String getReason() {
    return reason;
  }

  /**
   * The serializer to use.
   *
   * @throws IllegalStateException unless {@link #isCompatibleWithReconfiguredSerializer}
   */
  public TypeSerializer<T> getReconfiguredSerializer() {
    if (reconfiguredSerializer == null) {
      throw new IllegalStateException(
          "there is a reconfigured serializer only if asked for: " + kind);
    }
    return reconfiguredSerializer;
  }

  @Override
  public String toString() {
    return "TypeSerializerSchemaCompatibility{"
        + kind
        + (reason.isEmpty() ? "" : ": " + reason)
        + "}";
  }
}
