// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.IOException;

/** For output formats with work to do once per job when the job will not finish. */
public interface AbortOnMaster {

  /**
   * Takes back what was prepared and written. No subtask writes any more.
   *
   * @param parallelism how many subtasks wrote
   */
  void abortGlobal(int parallelism) throws IOException;
}
