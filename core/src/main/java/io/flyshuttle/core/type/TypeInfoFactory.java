// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.lang.reflect.Type;
import java.util.Map;

/**
 * Describes a type for which reflection knows too little; named by {@link TypeInfo}. Has a public
 * constructor without arguments.
 *
 * @param <T> the type
 */
public abstract class TypeInfoFactory<T> {

  /**
   * @param t the type as it was written in the program
   * @param genericParameters descriptions of the type's own parameters by name; a parameter that
   *     could not be described is mapped to null
   */
  public abstract TypeInformation<T> createTypeInfo(
      Type t, Map<String, TypeInformation<?>> genericParameters);
}
