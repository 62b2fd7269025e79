// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/**
 * A source that runs a loop of its own and may block in it, such as a {@code SourceFunction}. The
 * task gives it a second thread for {@link #run}; the two threads exclude each other by {@link
 * OperatorContext#sourceLock}: the loop holds it while it emits, the task holds it while it does
 * anything else with the chain. So the contract of {@link Operator} still holds for every operator.
 */
public interface PushSource extends Operator {

  /**
   * Emits until the data ends or {@link #cancel} is called. An exception after cancel is ignored.
   */
  void run() throws Exception;

  /** Makes {@link #run} return soon. Called by another thread, without the lock; idempotent. */
  void cancel();

  @Override
  default void process(int input, Object record, long timestamp) {
    throw new IllegalStateException("a source has no input");
  }
}
