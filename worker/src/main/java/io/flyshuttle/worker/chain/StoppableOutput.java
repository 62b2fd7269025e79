// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.chain;

import io.flyshuttle.core.operator.Output;

/**
 * The output of a source that emits on a thread of its own. Once it is stopped it drops everything:
 * what the source emits until it notices that it was canceled. Guarded by the source lock.
 *
 * @param <T> type of the records
 */
final class StoppableOutput<T> implements Output<T> {

  private final Output<T> target;
  private boolean stopped;

  StoppableOutput(Output<T> target) {
    this.target = target;
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void emit(T record, long timestamp) {
    if (!stopped) {
      target.emit(record, timestamp);
    }
  }

  @Override
  public <X> void emitSide(String outputId, X record, long timestamp) {
    if (!stopped) {
      target.emitSide(outputId, record, timestamp);
    }
  }

  @Override
  public boolean hasSide(String outputId) {
    return target.hasSide(outputId);
  }

  @Override
  public void emitWatermark(long watermark) {
    if (!stopped) {
      target.emitWatermark(watermark);
    }
  }

  @Override
  public void setIdle(boolean idle) {
    if (!stopped) {
      target.setIdle(idle);
    }
  }
}
