// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Something to do that may throw. */
@FunctionalInterface
public interface ThrowingRunnable<E extends Throwable> {

  /** Does it. */
  void run() throws E;

  /** A plain runnable that throws whatever this one throws, undeclared. */
  static Runnable unchecked(ThrowingRunnable<?> runnable) {
    return () -> {
      try {
        runnable.run();
      } catch (Throwable t) {
        throw Undeclared.rethrow(t);
      }
    };
  }
}
