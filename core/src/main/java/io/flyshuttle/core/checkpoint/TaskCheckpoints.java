// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.option.CheckpointingMode;

/**
 * What all tasks of a job must know of its checkpoints.
 *
 * @param enabled whether there are periodic checkpoints; if not, sinks commit when the job finishes
 * @param mode whether barriers are aligned
 * @param unaligned whether barriers may overtake records
 * @param alignedTimeoutMillis an unaligned checkpoint starts aligned and changes over after so long
 * @param base URI of the job's checkpoint directory; empty if it has none
 * @param stateBackend name of the store of keyed state
 * @param incremental whether stores may refer to state that an earlier checkpoint wrote
 * @param localCopies whether workers keep copies of what they write, to restore from
 */
public record TaskCheckpoints(
    boolean enabled,
    CheckpointingMode mode,
    boolean unaligned,
    long alignedTimeoutMillis,
    String base,
    String stateBackend,
    boolean incremental,
    boolean localCopies) {

  /** No checkpoints, state on the heap. */
  public static TaskCheckpoints none() {
    return new TaskCheckpoints(
        false, CheckpointingMode.EXACTLY_ONCE, false, 0, "", "hashmap", false, false);
  }
}
