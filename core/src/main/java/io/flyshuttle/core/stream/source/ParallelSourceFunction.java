// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

/**
 * A source function that may run in more than one subtask.
 *
 * @param <T> type of the records
 */
public interface ParallelSourceFunction<T> extends SourceFunction<T> {}
