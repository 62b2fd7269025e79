// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.Optional;

/** Settings that can be read. */
public interface ReadableConfig {

  /** The value that was set, else the option's default, else null. */
  <T> T get(ConfigOption<T> option);

  /** The value that was set; empty if none was, whatever the default. */
  <T> Optional<T> getOptional(ConfigOption<T> option);
}
