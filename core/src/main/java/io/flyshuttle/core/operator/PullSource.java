// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import java.util.concurrent.CompletableFuture;

/**
 * A source that emits when asked, on the task's thread. The preferred kind. It may have inputs all
 * the same, by which it is told what to read: their records are processed between two pulls, and
 * the task goes on until the source says that it has ended.
 */
public interface PullSource extends Operator {

  /** What a call of {@link #pull} found. */
  enum Status {
    /** Ask again at once. */
    MORE,
    /** Nothing at the moment: ask again when {@link #available} completes. */
    NOTHING_NOW,
    /** The end: never ask again. */
    END
  }

  /**
   * Emits at most {@code maxRecords} records and returns promptly; never waits for outside data.
   */
  Status pull(int maxRecords) throws Exception;

  /**
   * Completes, on any thread, when {@link #pull} should be called again. Asked for after {@link
   * Status#NOTHING_NOW}.
   */
  CompletableFuture<?> available();

  @Override
  default void process(int input, Object record, long timestamp) throws Exception {
    throw new IllegalStateException("a source has no input");
  }
}
