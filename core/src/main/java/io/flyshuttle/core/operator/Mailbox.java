// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

/** The way from any thread into the thread of a task. */
public interface Mailbox {

  /** An action for the task's thread; what it throws fails the task. */
  @FunctionalInterface
  interface Mail {
    void run() throws Exception;
  }

  /**
   * Has the task run {@code mail} between two records, in the order of the calls. Returns at once,
   * on any thread. Mail that arrives after the task ended is dropped.
   *
   * @param description what it is for, for logs and failures
   */
  void execute(String description, Mail mail);
}
