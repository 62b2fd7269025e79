// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import io.flyshuttle.core.function.rich.RuntimeContext;
import java.io.IOException;

/**
 * An input format that sees its task, and is told when the first split is about to be opened and
 * when the last was closed.
 */
public abstract class RichInputFormat<OT, T extends InputSplit> implements InputFormat<OT, T> {
  private static final long serialVersionUID = 1L;

  private transient RuntimeContext runtimeContext;

  /** Called by the task before {@link #openInputFormat}. */
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

  /** Takes what is needed for all splits. Called once per task, before the first split. */
  public void openInputFormat() throws IOException {}

  /** Frees what {@link #openInputFormat} took. Called once per task, after the last split. */
  public void closeInputFormat() throws IOException {}
}
