// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.type.TypeExtraction;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;

/**
 * A schema of an endless stream whose type is known from its declaration.
 *
 * @param <T> type of the records
 */
public abstract class AbstractDeserializationSchema<T> implements DeserializationSchema<T> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> type;

  /** The type is that of the subclass's type argument. */
  @SuppressWarnings("unchecked")
  protected AbstractDeserializationSchema() {
    this.type =
        (TypeInformation<T>)
            TypeExtraction.current()
                .ofTypeArgument(AbstractDeserializationSchema.class, getClass(), 0);
  }

  protected AbstractDeserializationSchema(Class<T> type) {
    this(TypeInformation.of(type));
  }

  protected AbstractDeserializationSchema(TypeHint<T> typeHint) {
    this(typeHint.getTypeInfo());
  }

  protected AbstractDeserializationSchema(TypeInformation<T> typeInfo) {
    this.type = typeInfo;
  }

  @Override
  public boolean isEndOfStream(T nextElement) {
    return false;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}
