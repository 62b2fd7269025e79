// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format;

import java.util.List;

/** Decides who reads which split. Usable by any thread. */
public interface InputSplitAssigner {

  /**
   * The next split for a subtask; null if none is left.
   *
   * @param host where the subtask runs; may be null
   * @param taskId the subtask
   */
  InputSplit getNextInputSplit(String host, int taskId);

  /** Takes splits back that a subtask was given and did not finish. */
  void returnInputSplit(List<InputSplit> splits, int taskId);
}
