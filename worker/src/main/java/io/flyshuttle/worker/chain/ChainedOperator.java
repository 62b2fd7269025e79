// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.worker.buffer.TaskCanceledException;
import io.flyshuttle.worker.partition.LatencyMarker;

/** An operator at its place in a chain. Used by the task's thread. */
final class ChainedOperator {

  private final OperatorSpec spec;
  private final Operator operator;
  private ChainOutput<Object> output;
  private OperatorServices services;
  private Latencies latencies;
  private long currentWatermark = Long.MIN_VALUE;
  private boolean closed;

  ChainedOperator(OperatorSpec spec, Operator operator) {
    this.spec = spec;
    this.operator = operator;
  }

  void wire(ChainOutput<Object> output, OperatorServices services) {
    this.output = output;
    this.services = services;
    this.latencies = new Latencies(services.metrics());
  }

  OperatorSpec spec() {
    return spec;
  }

  Operator operator() {
    return operator;
  }

  ChainOutput<Object> output() {
    return output;
  }

  OperatorServices services() {
    return services;
  }

  long currentWatermark() {
    return currentWatermark;
  }

  Latencies latencies() {
    return latencies;
  }

  void onLatency(LatencyMarker marker) {
    latencies.onMarker(marker);
    output.emitLatency(marker);
  }

  void onWatermark(long watermark) {
    try {
      currentWatermark = watermark;
      output.emitWatermark(operator.onWatermark(watermark));
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void endInput(int input) {
    try {
      operator.endInput(input);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void onReply(int receiver, byte[] message) {
    try {
      operator.onReply(receiver, message);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void open() {
    try {
      operator.open(services);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void finish() {
    try {
      operator.finish();
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void snapshot(long checkpointId, long timestampMillis) {
    try {
      operator.snapshot(checkpointId, timestampMillis);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void checkpointCompleted(long checkpointId) {
    try {
      services.stateCompleted(checkpointId);
      operator.checkpointCompleted(checkpointId);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void stopped() {
    try {
      operator.stopped();
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void checkpointAborted(long checkpointId) {
    try {
      services.stateAborted(checkpointId);
      operator.checkpointAborted(checkpointId);
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  /** Closes the operator once, then what the task gave to it. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      operator.close();
    } catch (Throwable e) {
      throw failure(e);
    } finally {
      services.close();
    }
  }

  /** Wraps what the operator threw; what is wrapped already, or unwinds the task, stays. */
  RuntimeException failure(Throwable thrown) {
    if (thrown instanceof OperatorFailure || thrown instanceof TaskCanceledException) {
      return (RuntimeException) thrown;
    }
    return new OperatorFailure(spec, thrown, null);
  }

  /** As above, of what was thrown while {@code record} was processed. */
  RuntimeException failure(Throwable thrown, Object record) {
    if (thrown instanceof OperatorFailure || thrown instanceof TaskCanceledException) {
      return (RuntimeException) thrown;
    }
    return new OperatorFailure(spec, thrown, record);
  }
}
