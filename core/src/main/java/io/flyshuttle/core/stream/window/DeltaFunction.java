// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.window;

import java.io.Serializable;

/**
 * Says how much two records differ.
 *
 * @param <DATA> type of the records
 */
public interface DeltaFunction<DATA> extends Serializable {

  double getDelta(DATA oldDataPoint, DATA newDataPoint);
}
