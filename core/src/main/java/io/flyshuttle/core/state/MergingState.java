// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

/**
 * State of which two can be made one, as windows need that grow together.
 *
 * @param <IN> type of the values added
 * @param <OUT> type of what is read
 */
public interface MergingState<IN, OUT> extends AppendingState<IN, OUT> {}
