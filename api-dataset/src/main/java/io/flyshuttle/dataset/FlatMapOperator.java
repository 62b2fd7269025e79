// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.FlatMapFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.map.FlatMapper;

/**
 * Makes any number of records of each record.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public class FlatMapOperator<IN, OUT>
    extends SingleInputUdfOperator<IN, OUT, FlatMapOperator<IN, OUT>> {
  protected final FlatMapFunction<IN, OUT> function;
  protected final String defaultName;

  public FlatMapOperator(
      DataSet<IN> input,
      TypeInformation<OUT> resultType,
      FlatMapFunction<IN, OUT> function,
      String defaultName) {
    super(input, resultType);
    this.function = function;
    this.defaultName = defaultName;
  }

  @Override
  protected FlatMapFunction<IN, OUT> getFunction() {
    return function;
  }

  @Override
  Stage translate(Planner planner) {
    return planner
        .chained(
            this, "FlatMap", defaultName, FlatMapper.factory(settings.function(function)), false)
        .keeping(forwardedFields());
  }
}
