// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;

/** Decides which split a reader gets next. */
public interface FileSplitAssigner {

  /**
   * The next split for a reader on the given host; empty if there is none now.
   *
   * @param hostname null if it is not known
   */
  Optional<FileSourceSplit> getNext(String hostname);

  void addSplits(Collection<FileSourceSplit> splits);

  Collection<FileSourceSplit> remainingSplits();

  /** Makes the assigner in the worker. */
  @FunctionalInterface
  interface Provider extends Serializable {
    FileSplitAssigner create(Collection<FileSourceSplit> initialSplits);
  }
}
