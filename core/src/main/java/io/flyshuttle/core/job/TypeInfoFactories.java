// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Factories of type information that programs have registered for classes, in this process. Kept
 * with the class, and so no longer than it. Usable by any thread.
 */
public final class TypeInfoFactories {
  private static final ClassValue<AtomicReference<Class<?>>> FACTORIES =
      new ClassValue<>() {
        @Override
        protected AtomicReference<Class<?>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private TypeInfoFactories() {}

  /** Has {@code factory}, a subclass of {@code TypeInfoFactory}, describe a class from now on. */
  public static void register(Class<?> type, Class<?> factory) {
    FACTORIES.get(type).set(factory);
  }

  /** The factory registered for a class; null if none is. */
  public static Class<?> of(Class<?> type) {
    return FACTORIES.get(type).get();
  }
}
