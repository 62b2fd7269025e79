// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.CombineFunction;
import io.flyshuttle.core.function.GroupCombineFunction;
import io.flyshuttle.core.function.rich.AbstractRichFunction;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichFunction;

/**
 * A {@link CombineFunction}, which returns one record, as a {@link GroupCombineFunction}.
 *
 * @param <T> type of the records
 */
public final class SingleCombine<T> extends AbstractRichFunction
    implements GroupCombineFunction<T, T> {
  private static final long serialVersionUID = 1L;

  private final CombineFunction<T, T> function;

  public SingleCombine(CombineFunction<T, T> function) {
    this.function = function;
  }

  @Override
  public void open(OpenContext openContext) throws Exception {
    if (function instanceof RichFunction rich) {
      rich.setRuntimeContext(getRuntimeContext());
      rich.open(openContext);
    }
  }

  @Override
  public void combine(Iterable<T> values, Collector<T> out) throws Exception {
    out.collect(function.combine(values));
  }

  @Override
  public void close() throws Exception {
    if (function instanceof RichFunction rich) {
      rich.close();
    }
  }
}
