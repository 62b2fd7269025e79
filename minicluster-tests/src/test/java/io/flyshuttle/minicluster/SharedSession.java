// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test whose jobs run in {@link Session#shared}; such tests come first. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SharedSession {}
