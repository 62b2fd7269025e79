// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.worker.chain.OperatorChain;
import io.flyshuttle.worker.gate.InputReader;
import java.util.List;

/**
 * What a task does between open and close: mail, alarms and input, in turn, until all inputs have
 * ended; then the chain finishes. Runs on the task's thread.
 */
final class TaskLoop {

  /** How many records a source emits before mail and alarms are looked at. */
  private static final int RECORDS_PER_PULL = 1024;

  private final OperatorChain chain;
  private final List<InputReader> readers;
  private final TaskMailbox mailbox;
  private final TaskTimers timers;
  private final Object sourceLock;
  private final TaskCancellation cancellation;
  private final String name;
  private final boolean[] ended;
  private int openInputs;
  private int turn;
  private volatile PushSourceThread sourceThread;
  private volatile long startNanos;
  private volatile long idleNanos;
  private volatile long idleSince;

  TaskLoop(
      OperatorChain chain,
      List<InputReader> readers,
      TaskMailbox mailbox,
      TaskTimers timers,
      Object sourceLock,
      TaskCancellation cancellation,
      String name) {
    this.chain = chain;
    this.readers = readers;
    this.mailbox = mailbox;
    this.timers = timers;
    this.sourceLock = sourceLock;
    this.cancellation = cancellation;
    this.name = name;
    this.ended = new boolean[readers.size()];
    this.openInputs = readers.size();
  }

  /** Runs to the end of all inputs. */
  void run() throws Exception {
    startNanos = System.nanoTime();
    Operator head = chain.head();
    if (head instanceof PushSource source) {
      runPushSource(source);
    } else if (head instanceof PullSource source) {
      runPullSource(source);
      chain.emitLastWatermark();
      chain.finish();
    } else {
      runInputs(head);
      chain.finish();
    }
  }

  private void runInputs(Operator head) throws Exception {
    for (int i = 0; i < ended.length; i++) {
      noteEnd(i);
    }
    int batch = head.selectsInputPerRecord() ? 1 : Integer.MAX_VALUE;
    while (openInputs > 0) {
      betweenBatches();
      if (!readOnce(head, batch)) {
        await();
      }
    }
  }

  private boolean readOnce(Operator head, int batch) throws Exception {
    int wanted = head.nextInput();
    if (wanted != Operator.ANY_INPUT) {
      return readFrom(wanted, batch);
    }
    int count = ended.length;
    for (int i = 0; i < count; i++) {
      turn = turn + 1 == count ? 0 : turn + 1;
      if (!ended[turn] && readFrom(turn, batch)) {
        return true;
      }
    }
    return false;
  }

  private boolean readFrom(int input, int batch) throws Exception {
    boolean any = readers.get(input).read(batch);
    if (any) {
      noteEnd(input);
    }
    return any;
  }

  private void noteEnd(int input) {
    if (!ended[input] && readers.get(input).gate().isEnded()) {
      ended[input] = true;
      openInputs--;
      chain.endInput(input);
    }
  }

  private void betweenBatches() throws Exception {
    cancellation.check();
    if (mailbox.hasMail()) {
      mailbox.runAll();
    }
    if (timers.isDue()) {
      timers.ring();
    }
  }

  private void await() throws InterruptedException {
    long start = System.nanoTime();
    idleSince = start;
    mailbox.await(timers.millisToNext());
    idleSince = 0;
    idleNanos += System.nanoTime() - start;
  }

  private void runPullSource(PullSource source) throws Exception {
    while (true) {
      betweenBatches();
      PullSource.Status status;
      try {
        status = source.pull(RECORDS_PER_PULL);
      } catch (Throwable e) {
        throw chain.headFailure(e);
      }
      if (status == PullSource.Status.END) {
        return;
      }
      if (status == PullSource.Status.NOTHING_NOW) {
        var available = source.available();
        available.whenComplete((value, failure) -> mailbox.wake());
        while (!available.isDone()) {
          betweenBatches();
          await();
        }
      }
    }
  }

  /** The source emits on a thread of its own; whatever this one does, it does under the lock. */
  private void runPushSource(PushSource source) throws Exception {
    sourceThread = new PushSourceThread(source, name, mailbox::wake);
    sourceThread.start();
    while (!sourceThread.hasEnded()) {
      cancellation.check();
      if (mailbox.hasMail() || timers.isDue()) {
        synchronized (sourceLock) {
          betweenBatches();
        }
      } else {
        await();
      }
    }
    Throwable failure = sourceThread.failure();
    if (failure != null) {
      throw chain.headFailure(failure);
    }
    synchronized (sourceLock) {
      betweenBatches();
      chain.emitLastWatermark();
      chain.finish();
    }
  }

  /** Asks a push source to end; called by whoever cancels the task. */
  void requestStop() {
    PushSourceThread source = sourceThread;
    if (source != null) {
      source.requestStop();
    }
  }

  /** Makes a push source end, and waits for it. */
  void stopSource() {
    PushSourceThread source = sourceThread;
    if (source != null) {
      source.stop();
    }
  }

  /** Nanoseconds since the start in which the task did not wait for input. Any thread. */
  long activeNanos() {
    long start = startNanos;
    if (start == 0) {
      return 0;
    }
    long now = System.nanoTime();
    long since = idleSince;
    return now - start - idleNanos - (since == 0 ? 0 : now - since);
  }
}
