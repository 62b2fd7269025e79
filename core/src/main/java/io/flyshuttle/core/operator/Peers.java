// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.operator;

import java.io.IOException;

/**
 * The subtasks of one operator, which may send each other messages while they run: what a loop is
 * made of. An operator gets it if its plan node asks for it. Messages of one sender arrive in the
 * order in which they were sent. Used by the task's thread.
 *
 * <p>Nobody reads for the operator: whoever waits for room must take what has arrived meanwhile, or
 * subtasks that send to each other stop for ever.
 */
public interface Peers {

  /** Takes a message. */
  @FunctionalInterface
  interface Receiver {
    /**
     * @param sender index of the sending subtask
     * @param bytes the message lies in it from {@code offset} on; not to be kept after the call
     */
    void receive(int sender, byte[] bytes, int offset, int length) throws IOException;
  }

  /** Number of subtasks, this one included. */
  int count();

  /** Index of this subtask. */
  int self();

  /** Longest message. */
  int maxMessageBytes();

  /**
   * Sends a message if there is room for it; the bytes are copied.
   *
   * @param peer another subtask
   * @return false if there is no room now
   */
  boolean trySend(int peer, byte[] bytes, int length) throws IOException;

  /** Hands on the next message that has arrived; false if there is none now. */
  boolean tryReceive(Receiver receiver) throws IOException;

  /** Waits until there may be a message or room to send. */
  void await() throws InterruptedException;

  /** An operator with one subtask. */
  static Peers alone() {
    return new Peers() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public int self() {
        return 0;
      }

      @Override
      public int maxMessageBytes() {
        return 1 << 15;
      }

      @Override
      public boolean trySend(int peer, byte[] bytes, int length) {
        throw new IllegalArgumentException("there is no subtask " + peer);
      }

      @Override
      public boolean tryReceive(Receiver receiver) {
        return false;
      }

      @Override
      public void await() {
        throw new IllegalStateException("a subtask without peers waits for them");
      }
    };
  }
}
