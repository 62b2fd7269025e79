// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * The difference of two records by a part of each.
 *
 * @param <DATA> type of the records
 * @param <TO> type of the part
 */
public abstract class ExtractionAwareDeltaFunction<DATA, TO> implements DeltaFunction<DATA> {
  private static final long serialVersionUID = 1L;

  private final Extractor<DATA, TO> converter;

  /**
   * @param converter null if the records are compared as they are
   */
  public ExtractionAwareDeltaFunction(Extractor<DATA, TO> converter) {
    this.converter = converter;
  }

  @Override
  @SuppressWarnings("unchecked")
  public double getDelta(DATA oldDataPoint, DATA newDataPoint) {
    return converter == null
        ? getNestedDelta((TO) oldDataPoint, (TO) newDataPoint)
        : getNestedDelta(converter.extract(oldDataPoint), converter.extract(newDataPoint));
  }

  /** The difference of the parts. */
  public abstract double getNestedDelta(TO oldDataPoint, TO newDataPoint);
}
