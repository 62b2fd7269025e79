// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.memory;

import java.io.IOException;
import java.nio.file.Path;

/** Local directories for spilled data, used in turn. Usable by any thread. */
public interface SpillDirectories {

  /**
   * A new file name in the next directory; the file does not exist yet. Whoever makes it deletes
   * it; what is left of a task is deleted after the task's end, what is left of a worker after the
   * worker's.
   *
   * @param purpose a word that becomes part of the name
   */
  Path newFile(String purpose) throws IOException;

  /** Counts bytes that were written to one of the files. */
  default void wrote(long bytes) {}
}
