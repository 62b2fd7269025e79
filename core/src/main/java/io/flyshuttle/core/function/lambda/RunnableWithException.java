// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Something to do that may throw any exception. */
@FunctionalInterface
public interface RunnableWithException extends ThrowingRunnable<Exception> {

  /** Does it. */
  @Override
  void run() throws Exception;
}
