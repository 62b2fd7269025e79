// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;

/** A loop that hands a whole data set from superstep to superstep. */
public final class BulkLoop implements Operator {
  private final LoopBody body;
  private RecordBuffer<Object>[] ports;
  private OperatorContext context;
  private Output<Object> output;

  private BulkLoop(LoopBody body) {
    this.body = body;
  }

  /** A factory for the plan; the inputs are the body's ports. */
  public static OperatorFactory factory(LoopBody body) {
    return () -> new BulkLoop(body);
  }

  @Override
  public void open(OperatorContext newContext) {
    context = newContext;
    output = context.output();
    ports = LoopPorts.open(body, context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    ports[input].add(record);
  }

  @Override
  public void finish() throws Exception {
    LoopRuntimeContext runtimeContext = new LoopRuntimeContext(context.runtimeContext(), body);
    boolean more = true;
    for (int step = 1; more && step <= body.maxSupersteps(); step++) {
      runtimeContext.startSuperstep(step);
      try (Superstep superstep = new Superstep(body, context, runtimeContext, null, ports)) {
        superstep.run(body.next(), body.decision());
        boolean empty = body.decision() != null && LoopPorts.isEmpty(superstep, body.decision());
        RecordBuffer<Object> next = LoopPorts.gather(body, context, superstep, body.next());
        ports[0].close();
        ports[0] = next;
        more = !runtimeContext.endSuperstep() && !empty;
      }
    }
    Records<Object> result = ports[0].records();
    for (Object record = result.next(); record != null; record = result.next()) {
      output.emit(record, NO_TIMESTAMP);
    }
    LoopPorts.close(ports);
  }

  @Override
  public void close() throws Exception {
    LoopPorts.close(ports);
  }
}
