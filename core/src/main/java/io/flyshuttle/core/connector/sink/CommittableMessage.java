// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.util.OptionalLong;

/**
 * What travels between the parts of a sink that commits: for each checkpoint and subtask first a
 * {@link CommittableSummary}, then as many {@link CommittableWithLineage} as it says. Immutable.
 *
 * @param <CommT> what is needed to commit
 */
public interface CommittableMessage<CommT> {

  /** Stands for a checkpoint where the input has ended. */
  long EOI = Long.MAX_VALUE;

  /** The subtask that sends it. */
  int getSubtaskId();

  /** The checkpoint it belongs to; empty at the end of input. */
  default OptionalLong getCheckpointId() {
    return getCheckpointIdOrEOI() == EOI
        ? OptionalLong.empty()
        : OptionalLong.of(getCheckpointIdOrEOI());
  }

  /** The checkpoint it belongs to, or {@link #EOI}. */
  long getCheckpointIdOrEOI();
}
