// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

/** Throws checked exceptions where the signature allows none. */
final class Undeclared {
  private Undeclared() {}

  /** Always throws {@code thrown}; the return type lets callers write {@code throw}. */
  static RuntimeException rethrow(Throwable thrown) {
    throw Undeclared.<RuntimeException>cast(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E cast(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
