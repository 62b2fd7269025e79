// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State of an accumulator to which values are added.
 *
 * @param <IN> type of the values added
 * @param <OUT> type of the result
 */
public interface AggregatingState<IN, OUT> extends MergingState<IN, OUT> {}
