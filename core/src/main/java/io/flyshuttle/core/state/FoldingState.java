// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State of one value into which all added ones are folded; older than {@link AggregatingState}.
 *
 * @param <T> type of the values added
 * @param <ACC> type of the value kept
 */
public interface FoldingState<T, ACC> extends AppendingState<T, ACC> {}
