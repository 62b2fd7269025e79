// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/** Makes the environment of programs, where something else than the usual one is wanted. */
@FunctionalInterface
public interface ExecutionEnvironmentFactory {

  /** A new environment. */
  ExecutionEnvironment createExecutionEnvironment();
}
