// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.Peers;
import io.flyshuttle.worker.gate.InputGate;
import io.flyshuttle.worker.partition.PipelinedPartition;
import io.flyshuttle.worker.partition.ResultPartition;
import java.io.IOException;

/**
 * Messages between the subtasks of a vertex, by an edge that leads from the vertex to itself: each
 * message is one buffer. Used by the task's thread, which other threads wake.
 */
final class TaskPeers implements Peers {
  private final int self;
  private final PipelinedPartition partition;
  private InputGate gate;
  private final Object lock = new Object();

  /** Whether something may have changed since the last wait; guarded by the lock. */
  private boolean signaled;

  TaskPeers(int self, PipelinedPartition partition) {
    this.self = self;
    this.partition = partition;
  }

  /** Sets where messages come from, before the task starts. */
  void gate(InputGate newGate) {
    this.gate = newGate;
  }

  /** There may be a message or room to send. Any thread. */
  void wake() {
    synchronized (lock) {
      signaled = true;
      lock.notifyAll();
    }
  }

  @Override
  public int count() {
    return partition.channels();
  }

  @Override
  public int self() {
    return self;
  }

  @Override
  public int maxMessageBytes() {
    return partition.bufferSize();
  }

  @Override
  public boolean trySend(int peer, byte[] bytes, int length) {
    return partition.trySend(peer, bytes, length, this::wake);
  }

  @Override
  public boolean tryReceive(Receiver receiver) throws IOException {
    // the channels of an edge from all to all are in the order of the senders
    return gate.pollBytes(receiver::receive);
  }

  @Override
  public void await() throws InterruptedException {
    synchronized (lock) {
      while (!signaled) {
        lock.wait();
      }
      signaled = false;
    }
  }

  /** Whether messages are sent by the given result. */
  boolean isFor(ResultPartition result) {
    return result == partition;
  }

  /** All messages have been sent. */
  void finish() {
    partition.finish();
  }
}
