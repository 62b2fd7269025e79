// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.FilterFunction;
import io.flyshuttle.operators.map.Filterer;

/**
 * Keeps the records for which a function says yes.
 *
 * @param <T> type of the records
 */
public class FilterOperator<T> extends SingleInputUdfOperator<T, T, FilterOperator<T>> {
  protected final FilterFunction<T> function;
  protected final String defaultName;

  public FilterOperator(DataSet<T> input, FilterFunction<T> function, String defaultName) {
    super(input, input.getType());
    this.function = function;
    this.defaultName = defaultName;
  }

  @Override
  protected FilterFunction<T> getFunction() {
    return function;
  }

  @Override
  Stage translate(Planner planner) {
    return planner
        .chained(this, "Filter", defaultName, Filterer.factory(settings.function(function)), false)
        .keepingAll();
  }
}
