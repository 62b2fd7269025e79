// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import java.io.IOException;

/** A block of a file and the hosts that hold it. Ordered by offset. */
public interface BlockLocation extends Comparable<BlockLocation> {

  /** Names of the hosts with a copy. */
  String[] getHosts() throws IOException;

  /** First byte of the block in the file. */
  long getOffset();

  /** Bytes in the block. */
  long getLength();

  @Override
  default int compareTo(BlockLocation other) {
    return Long.compare(getOffset(), other.getOffset());
  }
}
