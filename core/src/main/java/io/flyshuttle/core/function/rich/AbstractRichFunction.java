// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.option.Configuration;
import java.io.Serializable;

/** Keeps the runtime context and does nothing in open and close. */
public abstract class AbstractRichFunction implements RichFunction, Serializable {
  private static final long serialVersionUID = 1L;

  private transient RuntimeContext runtimeContext;

  @Override
  public void setRuntimeContext(RuntimeContext t) {
    this.runtimeContext = t;
  }

  @Override
  public RuntimeContext getRuntimeContext() {
    if (runtimeContext == null) {
      throw new IllegalStateException("The runtime context has not been initialized.");
    }
    return runtimeContext;
  }

  @Override
  public IterationRuntimeContext getIterationRuntimeContext() {
    if (runtimeContext instanceof IterationRuntimeContext iteration) {
      return iteration;
    }
    if (runtimeContext == null) {
      throw new IllegalStateException("The runtime context has not been initialized.");
    }
    throw new IllegalStateException("This stub is not part of an iteration step function.");
  }

  @Override
  public void open(Configuration parameters) throws Exception {}

  @Override
  public void close() throws Exception {}
}
