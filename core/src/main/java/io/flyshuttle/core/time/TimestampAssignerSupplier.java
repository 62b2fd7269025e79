// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.time;

import io.flyshuttle.core.metric.MetricGroup;
import java.io.Serializable;

/**
 * Makes a timestamp assigner in each subtask.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
public interface TimestampAssignerSupplier<T> extends Serializable {

  TimestampAssigner<T> createTimestampAssigner(Context context);

  /** Hands out the given assigner. */
  static <T> TimestampAssignerSupplier<T> of(SerializableTimestampAssigner<T> assigner) {
    return new SupplierFromSerializableTimestampAssigner<>(assigner);
  }

  /** What an assigner may use. */
  interface Context {

    MetricGroup getMetricGroup();
  }

  /**
   * Hands out an assigner that exists.
   *
   * @param <T> type of the records
   */
  class SupplierFromSerializableTimestampAssigner<T> implements TimestampAssignerSupplier<T> {
    private static final long serialVersionUID = 1L;

    private final SerializableTimestampAssigner<T> assigner;

    public SupplierFromSerializableTimestampAssigner(SerializableTimestampAssigner<T> assigner) {
      this.assigner = assigner;
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(Context context) {
      return assigner;
    }
  }
}
