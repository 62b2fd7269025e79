// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.sink;

import io.flyshuttle.core.function.rich.AbstractRichFunction;

/**
 * A sink function with a life cycle.
 *
 * @param <IN> type of the records
 */
public abstract class RichSinkFunction<IN> extends AbstractRichFunction
    implements SinkFunction<IN> {
  private static final long serialVersionUID = 1L;
}
