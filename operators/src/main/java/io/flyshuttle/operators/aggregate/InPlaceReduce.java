// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.aggregate;

import io.flyshuttle.core.function.ReduceFunction;

/**
 * A reduce function of the engine's own that puts its result into its first argument and returns
 * that: the reducers need not guard themselves against reused objects.
 *
 * @param <T> type of the records
 */
interface InPlaceReduce<T> extends ReduceFunction<T> {}
