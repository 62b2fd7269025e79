// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;

/**
 * A loop over a solution set, which is changed by key, and a workset, which is handed from
 * superstep to superstep. The loop's last input is the first solution set. Changes of a superstep
 * are seen in the next. Ends when the workset is empty.
 */
public final class DeltaLoop implements Operator {
  private final LoopBody body;
  private final int[] changes;
  private final TypeComparator<Object> keys;
  private RecordBuffer<Object>[] ports;
  private OperatorContext context;
  private Output<Object> output;
  private TypeSerializer<Object> serializer;
  private SolutionSet solutionSet;

  private DeltaLoop(LoopBody body, int[] changes, TypeComparator<Object> keys) {
    this.body = body;
    this.changes = changes;
    this.keys = keys;
  }

  /**
   * A factory for the plan.
   *
   * @param body port 0 is the workset
   * @param changes sources of the records that go into the solution set
   * @param keys compares the solution set's keys
   */
  @SuppressWarnings("unchecked")
  public static <T> OperatorFactory factory(LoopBody body, int[] changes, TypeComparator<T> keys) {
    TypeComparator<?> erased = keys;
    return () -> new DeltaLoop(body, changes, (TypeComparator<Object>) erased);
  }

  private int solutionInput() {
    return body.ports().size();
  }

  @Override
  public void open(OperatorContext newContext) {
    context = newContext;
    output = context.output();
    serializer = context.inputSerializer(solutionInput());
    solutionSet = new SolutionSet(keys.duplicate(), serializer.duplicate());
    ports = LoopPorts.open(body, context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input == solutionInput()) {
      solutionSet.put(serializer.copy(record));
    } else {
      ports[input].add(record);
    }
  }

  @Override
  public void finish() throws Exception {
    LoopRuntimeContext runtimeContext = new LoopRuntimeContext(context.runtimeContext(), body);
    boolean more = true;
    for (int step = 1; more && step <= body.maxSupersteps(); step++) {
      runtimeContext.startSuperstep(step);
      try (Superstep superstep = new Superstep(body, context, runtimeContext, solutionSet, ports)) {
        superstep.run(body.next(), changes);
        RecordBuffer<Object> next = LoopPorts.gather(body, context, superstep, body.next());
        ports[0].close();
        ports[0] = next;
        for (int source : changes) {
          Records<Object> changed = superstep.result(source).records();
          for (Object record = changed.next(); record != null; record = changed.next()) {
            solutionSet.put(record);
          }
        }
        more = !runtimeContext.endSuperstep() && ports[0].size() > 0;
      }
    }
    solutionSet.forEach(record -> output.emit(record, NO_TIMESTAMP));
    LoopPorts.close(ports);
  }

  @Override
  public void close() throws Exception {
    LoopPorts.close(ports);
  }
}
