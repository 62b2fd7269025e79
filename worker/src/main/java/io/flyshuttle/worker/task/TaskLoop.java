// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.PullSource;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.worker.buffer.WaitClock;
import io.flyshuttle.worker.chain.OperatorChain;
import io.flyshuttle.worker.gate.InputReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a task does between open and close: mail, alarms and input, in turn, until all inputs have
 * ended; then the chain finishes. Runs on the task's thread.
 */
final class TaskLoop {

  /** How many records a source emits before mail and alarms are looked at. */
  private static final int RECORDS_PER_PULL = 1024;

  private static final int PULL_GROWTH = 4;

  private final OperatorChain chain;
  private final TaskSnapshots snapshots;
  private final List<InputReader> readers;
  private final TaskMailbox mailbox;
  private final TaskPauses pauses;
  private final TaskTimers timers;
  private final Object sourceLock;
  private final TaskCancellation cancellation;
  private final String name;
  private final boolean[] ended;

  /** Inputs of which the head knows that they have ended. */
  private final boolean[] told;

  private boolean over;
  private int openInputs;
  private int turn;
  private int pullSize = RECORDS_PER_PULL;
  private volatile PushSourceThread sourceThread;
  private volatile long startNanos;
  private final WaitClock idle = new WaitClock();

  TaskLoop(
      OperatorChain chain,
      TaskSnapshots snapshots,
      List<InputReader> readers,
      TaskPauses pauses,
      TaskTimers timers,
      Object sourceLock,
      TaskCancellation cancellation,
      String name) {
    this.chain = chain;
    this.snapshots = snapshots;
    this.readers = readers;
    this.mailbox = pauses.mailbox();
    this.pauses = pauses;
    this.timers = timers;
    this.sourceLock = sourceLock;
    this.cancellation = cancellation;
    this.name = name;
    this.ended = new boolean[readers.size()];
    this.told = new boolean[readers.size()];
    this.openInputs = readers.size();
  }

  /** Runs to the end of all inputs, or to a savepoint that stops the job. */
  void run() throws Exception {
    startNanos = System.nanoTime();
    Operator head = chain.head();
    if (head instanceof PushSource source) {
      runPushSource(source);
    } else if (head instanceof PullSource source) {
      if (ended.length == 0) {
        runPullSource(source);
      } else {
        runDirectedSource(source);
      }
      endSource();
    } else {
      runInputs(head);
      endInputs();
    }
  }

  private void runInputs(Operator head) throws Exception {
    for (int i = 0; i < ended.length; i++) {
      noteEnd(i);
    }
    int batch = head.selectsInputPerRecord() ? 1 : Integer.MAX_VALUE;
    while (openInputs > 0) {
      betweenBatches();
      if (!pauses.awaitRoom(waitMillis())) {
        continue;
      }
      if (!readOnce(head, batch)) {
        await();
      }
    }
  }

  /** All inputs have been read: either they ended, or the job stops with a savepoint. */
  private void endInputs() throws Exception {
    awaitStop();
    if (!snapshots.isStopped()) {
      for (int i = 0; i < ended.length; i++) {
        endInput(i);
      }
      snapshots.finishChain();
    }
  }

  private void endSource() {
    if (!snapshots.isStopped()) {
      if (!snapshots.isFinished()) {
        chain.emitLastWatermark();
      }
      snapshots.finishChain();
    }
  }

  /** Nothing happens between a savepoint that is to stop the job and the word what became of it. */
  private void awaitStop() throws Exception {
    while (snapshots.isStopping() && !snapshots.isStopped()) {
      betweenBatches();
      if (snapshots.isStopping() && !snapshots.isStopped()) {
        await();
      }
    }
  }

  /** The operators have finished; they commit what they have left when a checkpoint completes. */
  void awaitLastCheckpoint() throws Exception {
    over = true;
    while (!snapshots.isLastCompleted()) {
      betweenBatches();
      if (!snapshots.isLastCompleted()) {
        await();
      }
    }
  }

  /** A savepoint after which the operators must have finished is about to be taken. */
  void drain() {
    for (int i = 0; i < ended.length; i++) {
      endInput(i);
    }
    if (ended.length == 0 || chain.head() instanceof PullSource) {
      chain.emitLastWatermark();
    }
  }

  /** Reads inputs of which nothing but their end is of interest. */
  void readEnds() throws Exception {
    for (InputReader reader : readers) {
      while (!reader.gate().isEnded()) {
        cancellation.check();
        if (!reader.read(Integer.MAX_VALUE)) {
          await();
        }
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
      if (!snapshots.isStopping()) {
        endInput(input);
      }
    }
  }

  private void endInput(int input) {
    if (!told[input]) {
      told[input] = true;
      chain.endInput(input);
    }
  }

  private void betweenBatches() throws Exception {
    cancellation.check();
    pauses.look();
    if (mailbox.hasMail()) {
      mailbox.runAll();
    }
    if (timers.isDue() && !isQuiet()) {
      timers.ring();
    }
  }

  /** Whether timers do not ring any more. */
  private boolean isQuiet() {
    return over || snapshots.isStopping();
  }

  private long waitMillis() {
    return isQuiet() ? Long.MAX_VALUE : timers.millisToNext();
  }

  private void await() throws InterruptedException {
    idle.begin();
    try {
      mailbox.await(waitMillis());
    } finally {
      idle.end();
    }
  }

  private void runPullSource(PullSource source) throws Exception {
    while (true) {
      betweenBatches();
      if (snapshots.isStopping()) {
        awaitStop();
        if (snapshots.isStopped()) {
          return;
        }
        continue;
      }
      if (!pauses.awaitRoom(waitMillis())) {
        continue;
      }
      PullSource.Status status = pull(source);
      if (status == PullSource.Status.END) {
        return;
      }
      if (status == PullSource.Status.NOTHING_NOW) {
        var available = source.available();
        available.whenComplete((value, failure) -> mailbox.wake());
        while (!available.isDone() && !snapshots.isStopping()) {
          betweenBatches();
          await();
        }
      }
    }
  }

  /** A source that is told by its inputs what to read: they are looked at between two pulls. */
  private void runDirectedSource(PullSource source) throws Exception {
    for (int i = 0; i < ended.length; i++) {
      noteEnd(i);
    }
    CompletableFuture<?> awaited = null;
    while (true) {
      betweenBatches();
      if (snapshots.isStopping()) {
        awaitStop();
        if (snapshots.isStopped()) {
          return;
        }
        continue;
      }
      if (!pauses.awaitRoom(waitMillis())) {
        continue;
      }
      boolean read = openInputs > 0 && readOnce(source, Integer.MAX_VALUE);
      if (snapshots.isStopping()) {
        // the barrier of a savepoint was read: nothing may be emitted behind it
        continue;
      }
      PullSource.Status status = pull(source);
      if (status == PullSource.Status.END) {
        return;
      }
      if (status == PullSource.Status.NOTHING_NOW && !read) {
        CompletableFuture<?> available = source.available();
        if (available != awaited) {
          // once for each: a source may give the same one for hours
          awaited = available;
          available.whenComplete((value, failure) -> mailbox.wake());
        }
        if (!available.isDone() && !mailbox.hasMail()) {
          await();
        }
      }
    }
  }

  private PullSource.Status pull(PullSource source) {
    try {
      PullSource.Status status = source.pull(pullSize);
      // grows slowly: what a source emits in one go must fit behind the buffer that was the last
      pullSize =
          pauses.signal().isRaised() ? 1 : Math.min(RECORDS_PER_PULL, pullSize + PULL_GROWTH);
      return status;
    } catch (Throwable e) {
      throw chain.headFailure(e);
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
          awaitStop();
          if (snapshots.isStopped()) {
            chain.muteSource();
            break;
          }
        }
      } else {
        await();
      }
    }
    if (snapshots.isStopped()) {
      sourceThread.stop();
      return;
    }
    Throwable failure = sourceThread.failure();
    if (failure != null) {
      throw chain.headFailure(failure);
    }
    synchronized (sourceLock) {
      betweenBatches();
      awaitStop();
      endSource();
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

  /** Nanoseconds since the loop began. Any thread. */
  long elapsedNanos() {
    long start = startNanos;
    return start == 0 ? 0 : System.nanoTime() - start;
  }

  /**
   * Nanoseconds since the start in which the task waited for input. A push source waits inside of
   * its own code, where nobody sees it: what it neither waited for buffers nor worked counts. Any
   * thread.
   *
   * @param backpressuredNanos how long the task has waited for buffers
   */
  long idleNanos(long backpressuredNanos) {
    PushSourceThread source = sourceThread;
    if (source == null) {
      return idle.nanos();
    }
    long worked = source.cpuNanos();
    return worked < 0 ? 0 : Math.max(0, elapsedNanos() - backpressuredNanos - worked);
  }
}
