// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import java.io.IOException;

/** The buffers of a loop's ports. */
final class LoopPorts {
  private LoopPorts() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  static RecordBuffer<Object>[] open(LoopBody body, OperatorContext context) {
    RecordBuffer<Object>[] ports = new RecordBuffer[body.ports().size()];
    for (int i = 0; i < ports.length; i++) {
      ports[i] = Superstep.buffer(context, share(body, context), body.ports().get(i));
    }
    return ports;
  }

  private static int share(LoopBody body, OperatorContext context) {
    int claims = 2 * (body.ports().size() + body.steps().size()) + body.steps().size();
    return context.managedMemory().totalSegments() / claims;
  }

  /** What a superstep made for port 0 of the next one. */
  static RecordBuffer<Object> gather(
      LoopBody body, OperatorContext context, Superstep superstep, int[] sources)
      throws IOException {
    RecordBuffer<Object> gathered =
        Superstep.buffer(context, share(body, context), body.ports().get(0));
    for (int source : sources) {
      Records<Object> records = superstep.result(source).records();
      for (Object record = records.next(); record != null; record = records.next()) {
        gathered.add(record);
      }
    }
    return gathered;
  }

  static boolean isEmpty(Superstep superstep, int[] sources) {
    for (int source : sources) {
      if (superstep.result(source).size() > 0) {
        return false;
      }
    }
    return true;
  }

  /** Idempotent; null is allowed. */
  static void close(RecordBuffer<Object>[] ports) throws IOException {
    if (ports != null) {
      for (RecordBuffer<Object> port : ports) {
        port.close();
      }
    }
  }
}
