// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.typeinfo;

import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;

/**
 * Numbers.
 *
 * @param <T> the type
 */
public abstract class NumericTypeInfo<T> extends BasicTypeInfo<T> {
  private static final long serialVersionUID = 1L;

  protected NumericTypeInfo(
      Class<T> typeClass,
      Class<?>[] possibleCastTargetTypes,
      TypeSerializer<T> serializer,
      Class<? extends TypeComparator<T>> comparatorClass) {
    super(typeClass, possibleCastTargetTypes, serializer, comparatorClass);
  }
}
