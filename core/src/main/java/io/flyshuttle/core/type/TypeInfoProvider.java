// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.lang.reflect.Type;

/**
 * Describes classes that another system's conventions make serializable, such as Hadoop's
 * Writables. Found by {@link java.util.ServiceLoader} with the thread's context class loader, so
 * that a program may bring providers in its jar. Asked for classes that nothing else in the type
 * system covers, before they are taken for POJOs. Stateless; called by any thread.
 */
public interface TypeInfoProvider {

  /**
   * Describes a type.
   *
   * @param type as it is written in the program, with its arguments where they are known
   * @param raw its class
   * @return null if this provider does not know the class
   */
  TypeInformation<?> describe(Type type, Class<?> raw);
}
