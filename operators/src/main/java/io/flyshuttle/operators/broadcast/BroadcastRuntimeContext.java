// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.broadcast;

import io.flyshuttle.core.function.rich.BroadcastVariableInitializer;
import io.flyshuttle.core.function.rich.RuntimeContext;
import io.flyshuttle.operators.function.ForwardingRuntimeContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A task's view with broadcast sets added; everything else is the task's. */
public final class BroadcastRuntimeContext extends ForwardingRuntimeContext {
  private final Map<String, List<Object>> sets;
  private final Map<String, Object> initialized = new HashMap<>();

  public BroadcastRuntimeContext(RuntimeContext context, Map<String, List<Object>> sets) {
    super(context);
    this.sets = sets;
  }

  @Override
  public boolean hasBroadcastVariable(String name) {
    return sets.containsKey(name) || super.hasBroadcastVariable(name);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <RT> List<RT> getBroadcastVariable(String name) {
    List<Object> set = sets.get(name);
    return set == null ? super.getBroadcastVariable(name) : (List<RT>) set;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T, C> C getBroadcastVariableWithInitializer(
      String name, BroadcastVariableInitializer<T, C> initializer) {
    List<Object> set = sets.get(name);
    if (set == null) {
      return super.getBroadcastVariableWithInitializer(name, initializer);
    }
    return (C)
        initialized.computeIfAbsent(
            name, n -> initializer.initializeBroadcastVariable((Iterable<T>) set));
  }
}
