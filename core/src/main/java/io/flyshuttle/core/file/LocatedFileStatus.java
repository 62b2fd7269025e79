// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

/** A status that knows where the blocks are, which saves a question per file. */
public interface LocatedFileStatus extends FileStatus {

  /** All blocks, in order. */
  BlockLocation[] getBlockLocations();
}
