// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.source;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A source function with a life cycle; runs in one subtask.
 *
 * @param <OUT> type of the records
 */
public abstract class RichSourceFunction<OUT> extends AbstractRichFunction
    implements SourceFunction<OUT> {
  private static final long serialVersionUID = 1L;
}
