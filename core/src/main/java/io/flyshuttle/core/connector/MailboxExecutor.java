// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector;

import io.flyshuttle.core.function.lambda.RunnableWithException;
import io.flyshuttle.core.function.lambda.ThrowingRunnable;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Has actions run in the thread of the task, between two records. */
public interface MailboxExecutor {

  /** How an action is run. */
  interface MailOptions {

    static MailOptions options() {
      return new MailOptions() {};
    }

    /** The action may wait until nothing more urgent is left. */
    static MailOptions deferrable() {
      return options();
    }
  }

  /**
   * Runs {@code command} later, in the task's thread; what it throws fails the task. Any thread.
   *
   * @param descriptionFormat what it is for, with {@code descriptionArgs} as in String.format
   */
  void execute(
      MailOptions mailOptions,
      ThrowingRunnable<? extends Exception> command,
      String descriptionFormat,
      Object... descriptionArgs);

  default void execute(ThrowingRunnable<? extends Exception> command, String description) {
    execute(command, description, new Object[0]);
  }

  default void execute(
      MailOptions mailOptions, ThrowingRunnable<? extends Exception> command, String description) {
    execute(mailOptions, command, description, new Object[0]);
  }

  default void execute(
      ThrowingRunnable<? extends Exception> command,
      String descriptionFormat,
      Object... descriptionArgs) {
    execute(MailOptions.options(), command, descriptionFormat, descriptionArgs);
  }

  default Future<Void> submit(
      RunnableWithException command, String descriptionFormat, Object... descriptionArgs) {
    return submit(
        () -> {
          command.run();
          return null;
        },
        descriptionFormat,
        descriptionArgs);
  }

  default Future<Void> submit(RunnableWithException command, String description) {
    return submit(command, description, new Object[0]);
  }

  /** As {@code execute}; what the action throws is in the future and does not fail the task. */
  default <T> Future<T> submit(
      Callable<T> command, String descriptionFormat, Object... descriptionArgs) {
    FutureTask<T> task = new FutureTask<>(command);
    execute(task::run, descriptionFormat, descriptionArgs);
    return task;
  }

  default <T> Future<T> submit(Callable<T> command, String description) {
    return submit(command, description, new Object[0]);
  }

  /** Waits for an action and runs it. Only in the task's thread. */
  void yield() throws InterruptedException;

  /** Runs an action if there is one. Only in the task's thread. */
  boolean tryYield();

  /** Whether a long action should make room for others. */
  boolean shouldInterrupt();
}
