// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.function.rich;

import io.flyshuttle.core.function.LifeCycleFunction;
import io.flyshuttle.core.option.Configuration;

/**
 * A function with a life cycle and a view of its task. In each subtask: {@link #setRuntimeContext},
 * {@link #open(OpenContext)}, calls, {@link #close}; all by one thread.
 */
public interface RichFunction extends LifeCycleFunction {

  /**
   * Prepares for work; the older form, which {@link #open(OpenContext)} calls unless it is
   * overridden.
   *
   * @param parameters of a batch operator, empty otherwise
   */
  void open(Configuration parameters) throws Exception;

  /** Prepares for work. */
  default void open(OpenContext openContext) throws Exception {
    open(
        openContext instanceof ParameterOpenContext given
            ? given.parameters()
            : new Configuration());
  }

  /** Frees what was opened. Called also after failures, and then perhaps without an open. */
  void close() throws Exception;

  /** The view of the task; fails before it is set. */
  RuntimeContext getRuntimeContext();

  /** The view of the task inside an iteration; fails outside of one. */
  IterationRuntimeContext getIterationRuntimeContext();

  /** Sets the view of the task. Called by the engine. */
  void setRuntimeContext(RuntimeContext t);
}
