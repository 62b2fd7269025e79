// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.type;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the factory that describes the annotated class, or the annotated field of a POJO, in place
 * of what reflection would find.
 */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeInfo {

  /** A factory with a public constructor without arguments. */
  @SuppressWarnings("rawtypes")
  Class<? extends TypeInfoFactory> value();
}
