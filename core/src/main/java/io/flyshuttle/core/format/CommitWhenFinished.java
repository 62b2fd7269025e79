// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.IOException;

/**
 * For output formats that keep apart what a subtask writes until the subtask has written all of it.
 */
public interface CommitWhenFinished {

  /** Takes what was written for good. Called after close, and only if there was no failure. */
  void commitSubtask() throws IOException;
}
