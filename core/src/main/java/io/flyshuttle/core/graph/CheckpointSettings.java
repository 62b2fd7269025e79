// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import io.flyshuttle.core.option.CheckpointingMode;

/**
 * When and how a job's state is saved.
 *
 * @param intervalMillis time between the starts of two checkpoints; not above 0: there are none
 * @param mode whether a record may have its effect on state twice after a recovery
 * @param timeoutMillis a checkpoint that is not complete by then is given up
 * @param minPauseMillis from the end of one checkpoint to the start of the next, at least
 * @param maxConcurrent how many may be under way at once
 * @param tolerableFailures how many may fail in a row before the job does; negative: any number
 * @param unaligned whether barriers overtake records, which then become part of the checkpoint
 * @param alignedTimeoutMillis an unaligned checkpoint starts aligned and changes over after so
 *     long; {@link #NEVER} if barriers must not overtake records of this job, whatever the session
 *     says
 * @param retention what becomes of the last checkpoint when the job has ended
 * @param retained how many completed checkpoints are kept; 0: as the session is configured
 * @param directory of checkpoints, a URI; empty: as the session is configured
 * @param savepointDirectory of savepoints for which no path is given; empty: the session's
 * @param stateBackend name of the store of keyed state; empty: as the session is configured
 * @param incremental whether a checkpoint may refer to state that an earlier one wrote
 * @param localCopies whether workers keep copies of what they write, to restore from
 */
public record CheckpointSettings(
    long intervalMillis,
    CheckpointingMode mode,
    long timeoutMillis,
    long minPauseMillis,
    int maxConcurrent,
    int tolerableFailures,
    boolean unaligned,
    long alignedTimeoutMillis,
    Retention retention,
    int retained,
    String directory,
    String savepointDirectory,
    String stateBackend,
    boolean incremental,
    boolean localCopies) {

  /** What becomes of the last checkpoint of a job that has ended. */
  public enum Retention {
    /** It is deleted however the job ended. */
    DELETE,
    /** It is kept if the job failed, deleted if it was cancelled or finished. */
    RETAIN_ON_FAILURE,
    /** It is kept unless the job finished. */
    RETAIN_ON_CANCELLATION
  }

  /** As {@link #alignedTimeoutMillis}: a checkpoint stays aligned. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long DEFAULT_TIMEOUT_MILLIS = 600_000;

  /** No periodic checkpoints; savepoints can still be taken. */
  public static CheckpointSettings none() {
    return new CheckpointSettings(
        -1,
        CheckpointingMode.EXACTLY_ONCE,
        DEFAULT_TIMEOUT_MILLIS,
        0,
        1,
        -1,
        false,
        0,
        Retention.DELETE,
        0,
        "",
        "",
        "",
        false,
        false);
  }

  /** The same, with barriers that never overtake records. */
  public CheckpointSettings aligned() {
    return new CheckpointSettings(
        intervalMillis,
        mode,
        timeoutMillis,
        minPauseMillis,
        maxConcurrent,
        tolerableFailures,
        false,
        NEVER,
        retention,
        retained,
        directory,
        savepointDirectory,
        stateBackend,
        incremental,
        localCopies);
  }

  /** Whether barriers must not overtake records of the job. */
  public boolean mustAlign() {
    return alignedTimeoutMillis == NEVER;
  }

  /** Whether there are periodic checkpoints. */
  public boolean enabled() {
    return intervalMillis > 0;
  }
}
