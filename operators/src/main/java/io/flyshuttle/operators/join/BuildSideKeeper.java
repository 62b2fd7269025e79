// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.operators.function.ForwardingOperatorContext;

/**
 * Lets a join inside a loop keep what it has built of data that is the same in each superstep. Part
 * of a loop's context.
 */
public interface BuildSideKeeper {

  /** Whether an input has the same records in each superstep. */
  boolean isConstant(int input);

  /** What was kept in an earlier superstep; null if nothing was. */
  AutoCloseable kept();

  /** Keeps {@code built} until the loop ends, and then closes it; the input is not read again. */
  void keep(int input, AutoCloseable built);

  /** The keeper of the loop that an operator runs in; null if there is nothing to keep. */
  static BuildSideKeeper of(OperatorContext context, int input) {
    OperatorContext found = context;
    while (found instanceof ForwardingOperatorContext forwarding) {
      if (forwarding instanceof BuildSideKeeper keeper) {
        return keeper.isConstant(input) ? keeper : null;
      }
      found = forwarding.context();
    }
    return null;
  }
}
