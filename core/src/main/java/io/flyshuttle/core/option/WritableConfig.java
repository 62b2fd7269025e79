// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/** Settings that can be changed. */
public interface WritableConfig {

  /** Sets the option's value. */
  <T> WritableConfig set(ConfigOption<T> option, T value);
}
