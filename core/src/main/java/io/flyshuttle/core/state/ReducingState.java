// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State of one value into which all added ones are reduced.
 *
 * @param <T> type of the values
 */
public interface ReducingState<T> extends MergingState<T, T> {}
