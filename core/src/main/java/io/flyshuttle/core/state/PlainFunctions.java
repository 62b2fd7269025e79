// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.function.LifeCycleFunction;
import java.util.Objects;

/** Refuses functions with a life cycle where nobody would open them. */
final class PlainFunctions {
  private PlainFunctions() {}

  static <F> F require(F function, String stateName) {
    if (function instanceof LifeCycleFunction) {
      throw new UnsupportedOperationException(
          "The function of the state " + stateName + " must not be a rich function");
    }
    return Objects.requireNonNull(function);
  }
}
