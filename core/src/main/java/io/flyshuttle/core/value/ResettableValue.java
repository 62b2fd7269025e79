// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

/**
 * A value that can take over another's content.
 *
 * @param <T> its class
 */
public interface ResettableValue<T extends Value> extends Value {

  void setValue(T value);
}
