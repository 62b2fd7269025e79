// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;
import java.util.Map;

/** Reads the names of classes in serializer snapshots. */
public final class SnapshotClasses {
  private static final Map<String, Class<?>> PRIMITIVES =
      Map.of(
          "boolean", boolean.class,
          "byte", byte.class,
          "short", short.class,
          "char", char.class,
          "int", int.class,
          "long", long.class,
          "float", float.class,
          "double", double.class);

  private SnapshotClasses() {}

  /** Reads a name and finds its class. */
  public static <T> Class<T> read(DataInputView in, ClassLoader loader) throws IOException {
    return find(in.readUTF(), loader);
  }

  /** The class of a name as {@link Class#getName} gives it. */
  @SuppressWarnings("unchecked")
  public static <T> Class<T> find(String className, ClassLoader loader) {
    Class<?> primitive = PRIMITIVES.get(className);
    if (primitive != null) {
      return (Class<T>) primitive;
    }
    try {
      return (Class<T>) Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.STATE_NOT_RESTORABLE,
          "The data holds records of the class "
              + className
              + ", which is not on the class path any more.",
          e);
    }
  }
}
