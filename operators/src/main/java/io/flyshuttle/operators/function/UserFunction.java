// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.function;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.rich.ParameterOpenContext;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.option.Configuration;
import java.io.Serializable;

/**
 * A user function with the parameters it is opened with. Only rich functions have a life cycle; for
 * all others {@link #open} and {@link #close} do nothing.
 *
 * @param function the function
 * @param parameters what the user gave with {@code withParameters}; empty if nothing
 * @param <F> kind of the function
 */
public record UserFunction<F extends Function>(F function, Configuration parameters)
    implements Serializable {

  /** A function without parameters. */
  public static <F extends Function> UserFunction<F> of(F function) {
    return new UserFunction<>(function, new Configuration());
  }

  /** Gives the function its runtime context, opens it, and returns it. */
  public F open(OperatorContext context) throws Exception {
    return open(context.runtimeContext());
  }

  /** Gives the function its runtime context, opens it, and returns it. */
  public F open(RuntimeContext runtimeContext) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(runtimeContext);
      rich.open(new ParameterOpenContext(parameters));
    }
    return function;
  }

  /** Closes the function; harmless if it never was opened. */
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }
}
