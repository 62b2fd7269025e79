// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.function.MapPartitionFunction;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.operators.map.PartitionMapper;

/**
 * Calls a function once per subtask, with all of the subtask's records.
 *
 * @param <IN> type of the records it takes
 * @param <OUT> type of the records it makes
 */
public class MapPartitionOperator<IN, OUT>
    extends SingleInputUdfOperator<IN, OUT, MapPartitionOperator<IN, OUT>> {
  protected final MapPartitionFunction<IN, OUT> function;
  protected final String defaultName;

  public MapPartitionOperator(
      DataSet<IN> input,
      TypeInformation<OUT> resultType,
      MapPartitionFunction<IN, OUT> function,
      String defaultName) {
    super(input, resultType);
    this.function = function;
    this.defaultName = defaultName;
  }

  @Override
  protected MapPartitionFunction<IN, OUT> getFunction() {
    return function;
  }

  @Override
  Stage translate(Planner planner) {
    return planner
        .chained(
            this,
            "MapPartition",
            defaultName,
            PartitionMapper.factory(settings.function(function)),
            true)
        .keeping(forwardedFields());
  }
}
