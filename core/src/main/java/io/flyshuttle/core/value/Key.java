// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

/**
 * A value that can be a key.
 *
 * @param <T> its class
 */
public interface Key<T> extends Value, Comparable<T> {

  @Override
  int hashCode();

  @Override
  boolean equals(Object other);
}
