// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

/**
 * The length of the difference of two vectors.
 *
 * @param <DATA> type of the records
 */
public class EuclideanDistance<DATA> extends ExtractionAwareDeltaFunction<DATA, double[]> {
  private static final long serialVersionUID = 1L;

  public EuclideanDistance() {
    super(null);
  }

  public EuclideanDistance(Extractor<DATA, double[]> converter) {
    super(converter);
  }

  @Override
  public double getNestedDelta(double[] oldDataPoint, double[] newDataPoint) {
    double squares = 0;
    for (int i = 0; i < newDataPoint.length; i++) {
      double difference = oldDataPoint[i] - newDataPoint[i];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
