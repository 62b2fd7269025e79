// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/** Takes watermarks. */
public interface WatermarkOutput {

  /** Hands on a watermark; the output counts as active again. */
  void emitWatermark(Watermark watermark);

  /** Says that no records come for a while, so that the watermark holds up nobody. */
  void markIdle();

  /** Says that records come again. */
  void markActive();
}
