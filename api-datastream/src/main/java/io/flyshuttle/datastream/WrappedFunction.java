// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFunction;
import io.flyshuttle.core.function.rich.RuntimeContext;

/** Hands its own life cycle on to the function inside. */
abstract class WrappedFunction extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  private final Function inner;

  WrappedFunction(Function inner) {
    this.inner = inner;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (inner instanceof RichFunction rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (inner instanceof RichFunction rich) {
      rich.open(openContext);
    }
  }

  @Override
  public void close() throws Exception {
    if (inner instanceof RichFunction rich) {
      rich.close();
    }
  }
}
