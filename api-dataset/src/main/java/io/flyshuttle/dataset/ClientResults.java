// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.accumulator.SerializedListAccumulator;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.plan.Plan;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.sink.Accumulating;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Executes a program and brings a data set, or its size, to the client. */
final class ClientResults {

  /** Brings a data set to the client. */
  private record ResultSink(DataSet<?> set, String accumulator, boolean countOnly)
      implements PlannedSink {

    @Override
    public void translate(Planner planner, Plan plan) {
      Stage stage = planner.stage(set);
      PlanNode node =
          planner.node(
              "Result",
              set.getType().toString(),
              countOnly ? "count()" : "collect()",
              countOnly ? Accumulating.count(accumulator) : Accumulating.records(accumulator),
              stage.parallelism(),
              null);
      planner.connect(node, 0, stage, null, set.getType());
      plan.add(node);
    }
  }

  private ClientResults() {}

  static long count(DataSet<?> set) throws Exception {
    String accumulator = "count-" + UUID.randomUUID();
    JobExecutionResult result = execute(set, accumulator, true);
    Long count = result.getAccumulatorResult(accumulator);
    return count == null ? 0 : count;
  }

  static <T> List<T> collect(DataSet<T> set) throws Exception {
    String accumulator = "collect-" + UUID.randomUUID();
    JobExecutionResult result = execute(set, accumulator, false);
    ArrayList<byte[]> records = result.getAccumulatorResult(accumulator);
    if (records == null) {
      return new ArrayList<>();
    }
    TypeSerializer<T> serializer =
        set.getType().createSerializer(set.getExecutionEnvironment().getConfig());
    return SerializedListAccumulator.deserializeList(records, serializer);
  }

  private static JobExecutionResult execute(DataSet<?> set, String accumulator, boolean countOnly)
      throws Exception {
    ExecutionEnvironment environment = set.getExecutionEnvironment();
    environment.registerSink(new ResultSink(set, accumulator, countOnly));
    return environment.execute();
  }
}
