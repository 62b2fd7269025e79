// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.broadcast;

import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.operators.function.ForwardingOperatorContext;
import java.util.List;
import java.util.Map;

/** An operator's context without the broadcast inputs, whose records functions can ask for. */
final class BroadcastContext extends ForwardingOperatorContext {
  private final int inputs;
  private final RuntimeContext runtimeContext;

  BroadcastContext(OperatorContext context, int inputs, Map<String, List<Object>> sets) {
    super(context);
    this.inputs = inputs;
    this.runtimeContext = new BroadcastRuntimeContext(context.runtimeContext(), sets);
  }

  @Override
  public RuntimeContext runtimeContext() {
    return runtimeContext;
  }

  @Override
  public int inputCount() {
    return inputs;
  }
}
