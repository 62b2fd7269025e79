// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import java.util.Collection;
import java.util.Optional;

/** A resource beyond memory and cores, such as a GPU. */
public interface ExternalResourceInfo {

  /** A property by its key; empty if there is none. */
  Optional<String> getProperty(String key);

  /** Keys of all properties. */
  Collection<String> getKeys();
}
