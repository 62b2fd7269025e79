// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;

/** Finds the files under paths and cuts them into splits. */
public interface FileEnumerator {

  /**
   * @param paths files and directories
   * @param minDesiredSplits how many splits there should be at least, if files can be cut
   */
  Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException;

  /** Makes the enumerator in the worker. */
  @FunctionalInterface
  interface Provider extends Serializable {
    FileEnumerator create();
  }
}
