// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.ServiceLoader;

/**
 * Port to the reflection that describes types, so that these contracts need not know it. Usable by
 * any thread.
 */
public interface TypeExtraction {

  /** Describes a class; see {@link TypeInformation#of(Class)}. */
  <T> TypeInformation<T> ofClass(Class<T> typeClass);

  /** Describes a type with its generic arguments. */
  TypeInformation<?> ofType(Type type);

  /**
   * Describes the argument that {@code subclass} gives to a type parameter of {@code baseClass}.
   *
   * @param parameter index of the type parameter
   */
  TypeInformation<?> ofTypeArgument(Class<?> baseClass, Class<?> subclass, int parameter);

  /** The extraction of this process. */
  static TypeExtraction current() {
    return Holder.CURRENT;
  }

  /** Loads the extraction on first use. */
  final class Holder {
    private static final TypeExtraction CURRENT = load();

    private Holder() {}

    private static TypeExtraction load() {
      Iterator<TypeExtraction> found =
          ServiceLoader.load(TypeExtraction.class, TypeExtraction.class.getClassLoader())
              .iterator();
      if (!found.hasNext()) {
        throw new IllegalStateException(
            "no " + TypeExtraction.class.getName() + " is registered on the class path");
      }
      return found.next();
    }
  }
}
