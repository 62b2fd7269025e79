// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Floating-point numbers.
 *
 * @param <T> the type
 */
public class FractionalTypeInfo<T> extends NumericTypeInfo<T> {
  private static final long serialVersionUID = 1L;

  protected FractionalTypeInfo(
      Class<T> typeClass,
      Class<?>[] possibleCastTargetTypes,
      TypeSerializer<T> serializer,
      Class<? extends TypeComparator<T>> comparatorClass) {
    super(typeClass, possibleCastTargetTypes, serializer, comparatorClass);
  }
}
