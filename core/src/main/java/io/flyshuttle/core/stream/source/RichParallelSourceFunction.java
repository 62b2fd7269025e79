// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A source function with a life cycle that may run in more than one subtask.
 *
 * @param <OUT> type of the records
 */
public abstract class RichParallelSourceFunction<OUT> extends AbstractRichFunction
    implements ParallelSourceFunction<OUT> {
  private static final long serialVersionUID = 1L;
}
