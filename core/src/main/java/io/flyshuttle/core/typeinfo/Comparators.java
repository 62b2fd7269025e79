// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.TypeComparator;

/** Makes comparators of classes named in type descriptions. */
final class Comparators {
  private Comparators() {}

  static <T> TypeComparator<T> create(
      Class<? extends TypeComparator<T>> comparatorClass, boolean ascending) {
    try {
      return comparatorClass.getConstructor(boolean.class).newInstance(ascending);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          comparatorClass.getName() + " needs a public constructor that takes the order", e);
    }
  }
}
