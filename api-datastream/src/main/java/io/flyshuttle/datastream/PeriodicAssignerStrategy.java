// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.stream.timestamp.AssignerWithPeriodicWatermarks;
import io.flyshuttle.core.time.TimestampAssigner;
import io.flyshuttle.core.time.TimestampAssignerSupplier;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkGeneratorSupplier;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;

/** The strategy that an assigner of the old kind with periodic watermarks is. */
record PeriodicAssignerStrategy<T>(AssignerWithPeriodicWatermarks<T> assigner)
    implements WatermarkStrategy<T> {

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return assigner::extractTimestamp;
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator<>(assigner);
  }

  private record Generator<T>(AssignerWithPeriodicWatermarks<T> assigner)
      implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
      // watermarks are made periodically only
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      var mark = assigner.getCurrentWatermark();
      if (mark != null) {
        output.emitWatermark(new Watermark(mark.getTimestamp()));
      }
    }
  }
}
