// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.Function;

/**
 * A function around another one, which shares its life cycle.
 *
 * @param <T> the function inside
 */
public abstract class WrappingFunction<T extends Function> extends AbstractRichFunction {
  private static final long serialVersionUID = 1L;

  protected T wrappedFunction;

  protected WrappingFunction(T wrappedFunction) {
    this.wrappedFunction = wrappedFunction;
  }

  /** The function inside. */
  public T getWrappedFunction() {
    return wrappedFunction;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    if (wrappedFunction instanceof RichFunction rich) {
      rich.setRuntimeContext(context);
    }
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (wrappedFunction instanceof RichFunction rich) {
      rich.open(openContext);
    }
  }

  @Override
  public void close() throws Exception {
    if (wrappedFunction instanceof RichFunction rich) {
      rich.close();
    }
  }
}
