// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

/** State as objects on the heap. */
public class HashMapStateBackend implements StateBackend {
  private static final long serialVersionUID = 1L;

  public HashMapStateBackend() {}

  @Override
  public String getName() {
    return "hashmap";
  }
}
