// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.io.Serializable;

/** Something that can be cut into splits. */
public interface InputSplitSource<T extends InputSplit> extends Serializable {

  /**
   * Cuts the input.
   *
   * @param minNumSplits how many are wanted at least; there may be fewer if the input does not
   *     allow it, and more
   */
  T[] createInputSplits(int minNumSplits) throws Exception;

  /** Who will hand the splits out. */
  InputSplitAssigner getInputSplitAssigner(T[] inputSplits);
}
