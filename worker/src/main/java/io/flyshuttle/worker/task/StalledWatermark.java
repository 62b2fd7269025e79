// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.worker.gate.WatermarkMerge;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Notices that records come but the task's watermark stands still because one channel holds it back
 * while others are ahead, and says which one, once. Used by the task's thread.
 */
final class StalledWatermark {
  private final WatermarkMerge watermarks;
  private final LongSupplier recordsIn;
  private final IntFunction<String> channelNames;
  private final Consumer<String> told;
  private long lastWatermark = Long.MIN_VALUE;
  private long lastRecords;
  private boolean tells = true;

  /**
   * @param recordsIn records read so far
   * @param channelNames names a channel for people
   * @param told takes what is to be said
   */
  StalledWatermark(
      WatermarkMerge watermarks,
      LongSupplier recordsIn,
      IntFunction<String> channelNames,
      Consumer<String> told) {
    this.watermarks = watermarks;
    this.recordsIn = recordsIn;
    this.channelNames = channelNames;
    this.told = told;
  }

  /** Compares with the last check; to be called rarely. */
  void check(long millisSinceLast) {
    long watermark = watermarks.merged();
    long records = recordsIn.getAsLong();
    int holder = watermarks.lowestChannel();
    if (watermark != lastWatermark) {
      tells = true;
    } else if (tells && records > lastRecords && holder >= 0 && watermarks.highest() > watermark) {
      tells = false;
      told.accept(
          "the watermark has not risen for "
              + (millisSinceLast < 1000 ? millisSinceLast + " ms" : millisSinceLast / 1000 + " s")
              + " though records come: "
              + channelNames.apply(holder)
              + (watermark == Long.MIN_VALUE ? " has sent none yet" : " sends no higher one")
              + "; if it has no records for long, declare it idle with"
              + " WatermarkStrategy.withIdleness");
    }
    lastWatermark = watermark;
    lastRecords = records;
  }
}
