// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.type;

import io.flyshuttle.core.type.TypeInfoProvider;
import io.flyshuttle.core.type.TypeInformation;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import org.apache.hadoop.io.Writable;

/** Describes classes that implement {@link Writable}. */
public final class WritableTypes implements TypeInfoProvider {

  @Override
  public TypeInformation<?> describe(Type type, Class<?> raw) {
    if (!Writable.class.isAssignableFrom(raw) || Modifier.isAbstract(raw.getModifiers())) {
      return null;
    }
    return new WritableTypeInfo<>(raw.asSubclass(Writable.class));
  }
}
