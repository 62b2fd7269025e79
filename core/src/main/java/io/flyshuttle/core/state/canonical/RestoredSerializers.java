// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.canonical;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.serialize.collection.MapSerializer;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ttl.TtlSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSchemaCompatibility;
import io.flyshuttle.core.type.TypeSerializerSnapshot;

/**
 * How a state was written, until the program says how it is to be written now.
 *
 * @param namespaces null if the state has no namespaces
 * @param values null for timers
 */
public record RestoredSerializers(
    StateDescriptor.Type kind,
    TypeSerializerSnapshot<?> namespaces,
    TypeSerializerSnapshot<?> values) {

  /** Of a state. */
  public static RestoredSerializers of(SnapshotHeader.StateEntry entry) {
    return new RestoredSerializers(
        entry.kind(), entry.namespaceSerializer(), entry.valueSerializer());
  }

  /** Of a queue of timers. */
  public static RestoredSerializers of(SnapshotHeader.TimerEntry entry) {
    return new RestoredSerializers(StateDescriptor.Type.UNKNOWN, entry.namespaceSerializer(), null);
  }

  /** Name under which the serializers of a timer queue are kept beside those of states. */
  public static String timerName(String queueName) {
    return "\0timer\0" + queueName;
  }

  /** Reads what was written; null if the state has no namespaces. */
  public TypeSerializer<Object> namespaceSerializer() {
    return namespaces == null ? null : restore(namespaces);
  }

  /** Reads what was written. */
  public TypeSerializer<Object> valueSerializer() {
    return restore(values);
  }

  /**
   * How state goes on that was restored.
   *
   * @param namespaces null if the state has no namespaces
   * @param values to read and write with from now on
   * @param sameBytes whether what the old serializers wrote is what these write
   */
  public record Adopted(
      TypeSerializer<Object> namespaces, TypeSerializer<Object> values, boolean sameBytes) {}

  /**
   * Lets state that was restored go on with the program's own serializers.
   *
   * @throws FlyshuttleException if they cannot read it
   */
  public Adopted adopt(
      String name,
      StateDescriptor.Type newKind,
      TypeSerializer<Object> newNamespaces,
      TypeSerializer<Object> newValues) {
    if (expires(restore(values)) != expires(newValues)) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The state \""
              + name
              + "\" was written "
              + (expires(newValues) ? "without" : "with")
              + " a time to live and cannot be read "
              + (expires(newValues) ? "with one" : "without")
              + ": "
              + (expires(newValues) ? "take it away again" : "give it one again (it may be long)")
              + " or give the new state another name");
    }
    if (kind != newKind || (namespaces == null) != (newNamespaces == null)) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The state \""
              + name
              + "\" was written as "
              + describe(kind, namespaces != null)
              + " and cannot be read as "
              + describe(newKind, newNamespaces != null)
              + ": give the new state another name");
    }
    String what = "state \"" + name + "\"";
    boolean sameBytes = !requireCompatible(what, values, newValues).isCompatibleAfterMigration();
    if (newNamespaces != null) {
      sameBytes &= !requireCompatible(what, namespaces, newNamespaces).isCompatibleAfterMigration();
    }
    return new Adopted(
        newNamespaces == null ? null : compatible(name, namespaces, newNamespaces),
        compatible(name, values, newValues),
        sameBytes);
  }

  private static boolean expires(TypeSerializer<?> values) {
    if (values instanceof ListSerializer<?> list) {
      return list.getElementSerializer() instanceof TtlSerializer<?>;
    }
    return (values instanceof MapSerializer<?, ?> map ? map.getValueSerializer() : values)
        instanceof TtlSerializer<?>;
  }

  /** The serializer of namespaces to go on with. */
  public <N> TypeSerializer<N> namespaceSerializerFor(
      String name, TypeSerializer<N> newNamespaces) {
    return compatible(name, namespaces, newNamespaces);
  }

  /** Checks that keys can be read. */
  public static void requireReadableKeys(
      TypeSerializer<?> serializer,
      TypeSerializerSnapshot<?> old,
      int oldMaxParallelism,
      int maxParallelism) {
    if (oldMaxParallelism != maxParallelism) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The state was written with a maximum parallelism of "
              + oldMaxParallelism
              + " and cannot be read with "
              + maxParallelism
              + ": set the maximum parallelism to "
              + oldMaxParallelism);
    }
    if (requireCompatible("key", old, serializer).isCompatibleAfterMigration()) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The type of the key has changed, and with it perhaps the keys' hash codes, by which state"
              + " is spread: the class of a key must stay as it is");
    }
  }

  /** A failure to read a state, with the state's name. */
  public static FlyshuttleException notReadable(String name, RuntimeException failure) {
    if (failure instanceof FlyshuttleException named
        && String.valueOf(named.getMessage()).contains('"' + name + '"')) {
      return named;
    }
    String reason =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    return new FlyshuttleException(
        ErrorCode.STATE_NOT_RESTORABLE,
        "The state \"" + name + "\" cannot be read: " + reason.lines().findFirst().orElse(""),
        failure);
  }

  private static <T> TypeSerializer<T> compatible(
      String what, TypeSerializerSnapshot<?> old, TypeSerializer<T> serializer) {
    TypeSerializerSchemaCompatibility<T> compatibility =
        requireCompatible("state \"" + what + "\"", old, serializer);
    return compatibility.isCompatibleWithReconfiguredSerializer()
        ? compatibility.getReconfiguredSerializer()
        : serializer;
  }

  @SuppressWarnings("unchecked")
  private static <T> TypeSerializerSchemaCompatibility<T> requireCompatible(
      String what, TypeSerializerSnapshot<?> old, TypeSerializer<T> serializer) {
    TypeSerializerSchemaCompatibility<T> compatibility =
        serializer
            .snapshotConfiguration()
            .resolveSchemaCompatibility((TypeSerializerSnapshot<T>) old);
    if (compatibility.isIncompatible()) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The "
              + what
              + " was written in a form that "
              + serializer.getClass().getSimpleName()
              + " cannot read: "
              + compatibility.getReason());
    }
    return compatibility;
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> restore(TypeSerializerSnapshot<?> snapshot) {
    return ((TypeSerializerSnapshot<Object>) snapshot).restoreSerializer();
  }

  private static String describe(StateDescriptor.Type kind, boolean namespaced) {
    return kind + " state" + (namespaced ? " with namespaces" : "");
  }
}
