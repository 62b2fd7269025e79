// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.function.Order;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;

/** Sorts more records than memory holds, {@code --records} of about 100 bytes. */
public final class SortMuch {
  private SortMuch() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataSet<Tuple2<Long, String>> records =
        env.generateSequence(1, parameters.getLong("records"))
            .map(
                i ->
                    Tuple2.of(
                        i * 7919 % 1_000_003, Long.toHexString(i * 0x9E3779B97F4A7C15L).repeat(6)))
            .returns(Types.TUPLE(Types.LONG, Types.STRING));
    System.out.println("sorted=" + records.sortPartition(0, Order.ASCENDING).count());
  }
}
