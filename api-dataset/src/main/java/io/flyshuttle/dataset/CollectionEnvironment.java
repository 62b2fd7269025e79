// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/** Runs programs in this JVM with one subtask per operator: for small data and for tests. */
public class CollectionEnvironment extends LocalEnvironment {

  public CollectionEnvironment() {
    setParallelism(1);
  }

  @Override
  public int getParallelism() {
    return 1;
  }
}
