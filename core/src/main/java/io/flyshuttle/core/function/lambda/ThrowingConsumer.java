// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.lambda;

import java.util.function.Consumer;

/** Takes a value and may throw. */
@FunctionalInterface
public interface ThrowingConsumer<T, E extends Throwable> {

  /** Takes the value. */
  void accept(T value) throws E;

  /** A plain consumer that throws whatever this one throws, undeclared. */
  static <A> Consumer<A> unchecked(ThrowingConsumer<A, ?> consumer) {
    return value -> {
      try {
        consumer.accept(value);
      } catch (Throwable t) {
        throw Undeclared.rethrow(t);
      }
    };
  }
}
