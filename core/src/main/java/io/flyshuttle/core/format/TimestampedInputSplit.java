// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.Serializable;

/** A split of data that was changed at some time; older ones come first. */
public interface TimestampedInputSplit extends InputSplit, Comparable<TimestampedInputSplit> {

  /** When the data was last changed, in milliseconds since 1970. */
  long getModificationTime();

  /** How far the split has been read, in a reader's own words; null at its beginning. */
  Serializable getSplitState();

  /** Keeps how far the split has been read. */
  void setSplitState(Serializable state);

  /** Back to the beginning. */
  default void resetSplitState() {
    setSplitState(null);
  }
}
