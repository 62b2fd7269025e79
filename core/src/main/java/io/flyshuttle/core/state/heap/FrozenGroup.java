// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

/** The entries of a group at one moment. They do not change; any thread may read them. */
interface FrozenGroup {

  /** Number of entries. */
  int size();

  /** Number of slots; each holds an entry or none. */
  int capacity();

  boolean isUsed(int slot);

  Object key(int slot);

  /** Null if entries have no namespaces. */
  Object namespace(int slot);

  Object value(int slot);
}
