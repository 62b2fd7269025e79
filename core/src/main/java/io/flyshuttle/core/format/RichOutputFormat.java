// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.function.rich.RuntimeContext;

/** An output format that sees its task. */
public abstract class RichOutputFormat<IT> implements OutputFormat<IT> {
  private static final long serialVersionUID = 1L;

  private transient RuntimeContext runtimeContext;

  /** Called by the task before the format is opened. */
  public void setRuntimeContext(RuntimeContext context) {
    runtimeContext = context;
  }

  /** The view of the task. */
  public RuntimeContext getRuntimeContext() {
    if (runtimeContext == null) {
      throw new IllegalStateException(
          "The runtime context is there only while the format is open in a task.");
    }
    return runtimeContext;
  }
}
