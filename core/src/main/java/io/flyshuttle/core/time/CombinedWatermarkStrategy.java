// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

/**
 * A strategy put together of parts.
 *
 * @param <T> type of the records
 */
final class CombinedWatermarkStrategy<T> implements WatermarkStrategy<T> {
  private static final long serialVersionUID = 1L;

  private final WatermarkGeneratorSupplier<T> generators;
  private final TimestampAssignerSupplier<T> assigners;
  private final WatermarkAlignmentParams alignment;

  CombinedWatermarkStrategy(
      WatermarkGeneratorSupplier<T> generators,
      TimestampAssignerSupplier<T> assigners,
      WatermarkAlignmentParams alignment) {
    this.generators = generators;
    this.assigners = assigners;
    this.alignment = alignment;
  }

  @Override
  public WatermarkGenerator<T> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return generators.createWatermarkGenerator(context);
  }

  @Override
  public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return assigners.createTimestampAssigner(context);
  }

  @Override
  public WatermarkAlignmentParams getAlignmentParameters() {
    return alignment;
  }
}
