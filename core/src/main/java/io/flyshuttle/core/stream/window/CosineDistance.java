// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * One minus the cosine of the angle between two vectors; 0 if one of them is all zeros.
 *
 * @param <DATA> type of the records
 */
public class CosineDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
  private static final long serialVersionUID = 1L;

  public CosineDistance() {
    super(null);
  }

  public CosineDistance(Extractor<DATA, double[]> converter) {
    super(converter);
  }

  @Override
  public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
    double product = 0;
    double oldSquares = 0;
    double newSquares = 0;
    for (int i = 0; i < newDataPoint.length; i++) {
      product += oldDataPoint[i] * newDataPoint[i];
      oldSquares += oldDataPoint[i] * oldDataPoint[i];
      newSquares += newDataPoint[i] * newDataPoint[i];
    }
    double lengths = Math.sqrt(oldSquares) * Math.sqrt(newSquares);
    return lengths == 0 ? 0 : 1 - product / lengths;
  }
}
