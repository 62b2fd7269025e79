// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.io.Serializable;

/** How far sources of a group may run ahead of each other. Immutable. */
public final class WatermarkAlignmentParams implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Sources run as they like. */
  public static final WatermarkAlignmentParams WATERMARK_ALIGNMENT_DISABLED =
      new WatermarkAlignmentParams(Long.MAX_VALUE, "", 0);

  private final long maxAllowedWatermarkDriftMillis;
  private final String watermarkGroup;
  private final long updateIntervalMillis;

  public WatermarkAlignmentParams(
      long maxAllowedWatermarkDriftMillis, String watermarkGroup, long updateIntervalMillis) {
    this.maxAllowedWatermarkDriftMillis = maxAllowedWatermarkDriftMillis;
    this.watermarkGroup = watermarkGroup;
    this.updateIntervalMillis = updateIntervalMillis;
  }

  public boolean isEnabled() {
    return maxAllowedWatermarkDriftMillis < Long.MAX_VALUE;
  }

  public long getMaxAllowedWatermarkDrift() {
    return maxAllowedWatermarkDriftMillis;
  }

  public String getWatermarkGroup() {
    return watermarkGroup;
  }

  public long getUpdateInterval() {
    return updateIntervalMillis;
  }
}
