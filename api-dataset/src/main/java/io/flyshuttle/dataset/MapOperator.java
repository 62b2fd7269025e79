// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.map.Mapper;

/**
 * Makes one record of each record.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public class MapOperator<IN, OUT> extends SingleInputUdfOperator<IN, OUT, MapOperator<IN, OUT>> {
  protected final MapFunction<IN, OUT> function;
  protected final String defaultName;

  public MapOperator(
      DataSet<IN> input,
      TypeInformation<OUT> resultType,
      MapFunction<IN, OUT> function,
      String defaultName) {
    super(input, resultType);
    this.function = function;
    this.defaultName = defaultName;
  }

  @Override
  protected MapFunction<IN, OUT> getFunction() {
    return function;
  }

  @Override
  Stage translate(Planner planner) {
    return planner
        .chained(this, "Map", defaultName, Mapper.factory(settings.function(function)), false)
        .keeping(forwardedFields());
  }
}
