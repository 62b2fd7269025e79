// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.stream.timestamp.AssignerWithPunctuatedWatermarks;
import io.flyshuttle.core.time.TimestampAssigner;
import io.flyshuttle.core.time.TimestampAssignerSupplier;
import io.flyshuttle.core.time.Watermark;
import io.flyshuttle.core.time.WatermarkGenerator;
import io.flyshuttle.core.time.WatermarkGeneratorSupplier;
import io.flyshuttle.core.time.WatermarkOutput;
import io.flyshuttle.core.time.WatermarkStrategy;

/** The strategy that an assigner of the old kind with watermarks in the data is. */
record PunctuatedAssignerStrategy<T>(AssignerWithPunctuatedWatermarks<T> assigner)
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

  private record Generator<T>(AssignerWithPunctuatedWatermarks<T> assigner)
      implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long eventTimestamp, WatermarkOutput output) {
      var mark = assigner.checkAndGetNextWatermark(event, eventTimestamp);
      if (mark != null) {
        output.emitWatermark(new Watermark(mark.getTimestamp()));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // watermarks come with records only
    }
  }
}
