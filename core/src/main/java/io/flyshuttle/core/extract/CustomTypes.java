// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.job.TypeInfoFactories;
import io.flyshuttle.core.type.InvalidTypesException;
import io.flyshuttle.core.type.TypeInfo;
import io.flyshuttle.core.type.TypeInfoFactory;
import io.flyshuttle.core.type.TypeInfoProvider;
import io.flyshuttle.core.type.TypeInformation;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Types that a factory describes, named by {@link TypeInfo} or registered, or a provider. */
final class CustomTypes {
  private CustomTypes() {}

  /** The description by a factory; null if the class and those above it name none. */
  static TypeInformation<?> describe(Type type, TypeDescriber describer) {
    for (Class<?> c = TypeBindings.rawClass(type); c != null; c = c.getSuperclass()) {
      Class<?> factory = TypeInfoFactories.of(c);
      if (factory == null) {
        TypeInfo annotation = c.getDeclaredAnnotation(TypeInfo.class);
        factory = annotation == null ? null : annotation.value();
      }
      if (factory != null) {
        return create(factory, type, c, describer);
      }
    }
    return null;
  }

  /** The description by a {@link TypeInfoProvider}; null if none knows the class. */
  static TypeInformation<?> describeByProvider(Type type, Class<?> raw) {
    ClassLoader programs = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = programs == null ? CustomTypes.class.getClassLoader() : programs;
    for (TypeInfoProvider provider : ServiceLoader.load(TypeInfoProvider.class, loader)) {
      TypeInformation<?> info = provider.describe(type, raw);
      if (info != null) {
        return info;
      }
    }
    return null;
  }

  /** The description by a given factory of a type whose class is {@code owner} or below it. */
  static TypeInformation<?> create(
      Class<?> factoryClass, Type type, Class<?> owner, TypeDescriber describer) {
    TypeInfoFactory<?> factory;
    try {
      var constructor = factoryClass.asSubclass(TypeInfoFactory.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      factory = constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new InvalidTypesException(
          "The type information factory "
              + factoryClass.getName()
              + " of "
              + type.getTypeName()
              + " needs a constructor without arguments.",
          e);
    }
    Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
    TypeDescriber inner = describer.within(type, owner);
    for (TypeVariable<?> variable : owner.getTypeParameters()) {
      parameters.put(variable.getName(), inner.describeOrNull(variable));
    }
    TypeInformation<?> info = factory.createTypeInfo(type, parameters);
    if (info == null) {
      throw new InvalidTypesException(
          "The type information factory "
              + factoryClass.getName()
              + " describes "
              + type.getTypeName()
              + " by null.");
    }
    return info;
  }
}
