// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.gate;

/** What a task does with the elements it reads. Called by the task's thread. */
public interface ElementReceiver {

  void onRecord(int input, Object record, long timestamp) throws Exception;

  /** The merged watermark of all inputs rose. */
  void onWatermark(long watermark) throws Exception;

  /** All channels have become idle, or one of them is active again. */
  void onIdle(boolean idle) throws Exception;
}
