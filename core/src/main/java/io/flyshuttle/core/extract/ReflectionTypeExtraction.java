// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.type.TypeExtraction;
import io.flyshuttle.core.type.TypeInformation;
import java.lang.reflect.Type;

/** The type contracts' way to reflection. */
public final class ReflectionTypeExtraction implements TypeExtraction {

  @Override
  public <T> TypeInformation<T> ofClass(Class<T> typeClass) {
    return TypeExtractor.getForClass(typeClass);
  }

  @Override
  public TypeInformation<?> ofType(Type type) {
    return TypeExtractor.createTypeInfo(type);
  }

  @Override
  public TypeInformation<?> ofTypeArgument(Class<?> baseClass, Class<?> subclass, int parameter) {
    return TypeExtractor.createTypeInfo(baseClass, subclass, parameter, null, null);
  }
}
