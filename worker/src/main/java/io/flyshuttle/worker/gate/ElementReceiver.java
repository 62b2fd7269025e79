// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

import io.flyshuttle.worker.partition.LatencyMarker;

/** What a task does with the elements it reads. Called by the task's thread. */
public interface ElementReceiver {

  /** For a task that has read its input before: results of finished producers may be there yet. */
  static ElementReceiver discarding() {
    return new ElementReceiver() {
      @Override
      public void onRecord(int input, Object record, long timestamp) {}

      @Override
      public void onWatermark(long watermark) {}

      @Override
      public void onIdle(boolean idle) {}

      @Override
      public void onLatency(LatencyMarker marker) {}
    };
  }

  void onRecord(int input, Object record, long timestamp) throws Exception;

  /** The merged watermark of all inputs rose. */
  void onWatermark(long watermark) throws Exception;

  /** All channels have become idle, or one of them is active again. */
  void onIdle(boolean idle) throws Exception;

  /** A source was here some time ago. */
  void onLatency(LatencyMarker marker) throws Exception;
}
