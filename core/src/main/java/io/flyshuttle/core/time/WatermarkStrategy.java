// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import java.time.Duration;
import java.util.Objects;

/**
 * How a stream gets timestamps and watermarks. Made by the static methods and changed by the {@code
 * with} methods, each of which gives a new strategy.
 *
 * @param <T> type of the records
 */
public interface WatermarkStrategy<T>
    extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {

  @Override
  WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context);

  /** The assigner; without further word the timestamps that records carry stay. */
  @Override
  default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return new RecordTimestampAssigner<>();
  }

  /** How far this stream may run ahead of others; disabled without further word. */
  default WatermarkAlignmentParams getAlignmentParameters() {
    return WatermarkAlignmentParams.WATERMARK_ALIGNMENT_DISABLED;
  }

  /** With timestamps by assigners that each subtask makes. */
  default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> supplier) {
    Objects.requireNonNull(supplier, "a supplier of timestamp assigners is needed");
    return new CombinedWatermarkStrategy<>(this, supplier, getAlignmentParameters());
  }

  /** With timestamps by the given assigner. */
  default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> assigner) {
    Objects.requireNonNull(assigner, "a timestamp assigner is needed");
    return withTimestampAssigner(TimestampAssignerSupplier.of(assigner));
  }

  /** Marks a subtask as idle that has seen no record for this long. */
  default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
    Objects.requireNonNull(idleTimeout, "an idle timeout is needed");
    if (idleTimeout.isZero() || idleTimeout.isNegative()) {
      throw new IllegalArgumentException("the idle timeout must be above 0: " + idleTimeout);
    }
    return new CombinedWatermarkStrategy<>(
        new IdlenessSupplier<>(this, idleTimeout), this, getAlignmentParameters());
  }

  /** Holds back sources of the group that run ahead of the slowest by more than the drift. */
  default WatermarkStrategy<T> withWatermarkAlignment(
      String watermarkGroup, Duration maxAllowedWatermarkDrift) {
    return withWatermarkAlignment(
        watermarkGroup, maxAllowedWatermarkDrift, Duration.ofMillis(1000));
  }

  /** As above, compared at the given interval. */
  default WatermarkStrategy<T> withWatermarkAlignment(
      String watermarkGroup, Duration maxAllowedWatermarkDrift, Duration updateInterval) {
    return new CombinedWatermarkStrategy<>(
        this,
        this,
        new WatermarkAlignmentParams(
            maxAllowedWatermarkDrift.toMillis(), watermarkGroup, updateInterval.toMillis()));
  }

  /** For timestamps that only grow within each subtask of the source. */
  static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
    return context -> new AscendingTimestampsWatermarks<>();
  }

  /** For records that come late by {@code maxOutOfOrderness} at most. */
  static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
    Duration checked = BoundedOutOfOrdernessWatermarks.checked(maxOutOfOrderness);
    return context -> new BoundedOutOfOrdernessWatermarks<>(checked);
  }

  /** With generators of one's own. */
  static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
    return generatorSupplier::createWatermarkGenerator;
  }

  /** Without watermarks, for processing time. */
  static <T> WatermarkStrategy<T> noWatermarks() {
    return context -> new NoWatermarksGenerator<>();
  }
}
