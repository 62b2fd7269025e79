// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.operator;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.operators.function.UserFunction;

/**
 * What operators of the user's own stand on that call a function.
 *
 * @param <OUT> type of the records it emits
 * @param <F> type of the function
 */
public abstract class AbstractUdfStreamOperator<OUT, F extends Function>
    extends AbstractStreamOperator<OUT> {
  private static final long serialVersionUID = 1L;

  protected final F userFunction;

  public AbstractUdfStreamOperator(F userFunction) {
    this.userFunction = userFunction;
  }

  public F getUserFunction() {
    return userFunction;
  }

  @Override
  public void open() throws Exception {
    super.open();
    UserFunction.of(userFunction).open(getRuntimeContext());
  }

  @Override
  public void close() throws Exception {
    super.close();
    UserFunction.of(userFunction).close();
  }
}
