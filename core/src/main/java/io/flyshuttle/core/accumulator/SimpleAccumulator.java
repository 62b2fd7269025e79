// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.accumulator;

import java.io.Serializable;

/**
 * An accumulator whose result has the type of its values.
 *
 * @param <T> type of values and result
 */
public interface SimpleAccumulator<T extends Serializable> extends Accumulator<T, T> {}
