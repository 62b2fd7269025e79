// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.util.Set;

/**
 * A kind of store of keyed state, found by {@link java.util.ServiceLoader} so that a store may come
 * in a jar of its own. Usable by any thread.
 */
public interface StateBackendProvider {

  /** Values of the option {@code state.backend} that mean this store, in lower case. */
  Set<String> names();

  /** Makes an empty store, which the calling thread uses from then on. */
  <K> KeyedStateBackend<K> create(KeyedStateSettings<K> settings);
}
