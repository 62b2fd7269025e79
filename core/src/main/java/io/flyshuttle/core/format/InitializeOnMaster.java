// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.IOException;

/**
 * For output formats with work to do once per job before any subtask writes, such as making a
 * directory. The work is done in a worker, because only workers load user classes.
 */
public interface InitializeOnMaster {

  /**
   * Prepares the output. Called again when the whole job is restarted.
   *
   * @param parallelism how many subtasks will write
   */
  void initializeGlobal(int parallelism) throws IOException;
}
