// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.map;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a function that pulls its records from an iterator live in an operator that is handed them.
 * The function runs in a thread of its own, but never at the same time as the operator: they take
 * turns, batch by batch, so what one wrote the other sees.
 *
 * <p>Used by the operator's thread.
 */
final class FunctionThread {
  private static final int BATCH = 1024;

  /** The function: reads the records to the end, or not, and emits. */
  interface Body {
    void run(Iterator<Object> records) throws Exception;
  }

  private enum Turn {
    OPERATOR,
    FUNCTION
  }

  private final Thread thread;
  private final List<Object> batch = new ArrayList<>(BATCH);
  private Thread operatorThread;
  private int read;
  private boolean inputEnded;
  private boolean started;
  private boolean done;
  private Throwable failure;
  private volatile Turn turn = Turn.OPERATOR;
  private volatile boolean canceled;

  /**
   * @param name of the thread
   */
  FunctionThread(String name, Body body) {
    thread =
        new Thread(
            () -> {
              try {
                body.run(new BatchIterator());
              } catch (Throwable t) {
                failure = t;
              }
              done = true;
              handOver(Turn.OPERATOR);
            },
            name);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
  }

  /** Gives the function one more record; runs the function from time to time. */
  void add(Object record) throws Exception {
    if (done) {
      return;
    }
    batch.add(record);
    if (batch.size() == BATCH) {
      runFunction();
    }
  }

  /** No record follows: runs the function to its end. */
  void finish() throws Exception {
    inputEnded = true;
    while (!done) {
      runFunction();
    }
  }

  private void runFunction() throws Exception {
    operatorThread = Thread.currentThread();
    read = 0;
    turn = Turn.FUNCTION;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
    while (turn != Turn.OPERATOR) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while the function ran");
      }
    }
    batch.clear();
    if (failure instanceof Exception e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }

  private void handOver(Turn next) {
    Thread receiver = operatorThread;
    turn = next;
    LockSupport.unpark(receiver);
  }

  /** Ends the function wherever it is, and waits for that. Idempotent. */
  void close() throws InterruptedException {
    if (started && !done) {
      canceled = true;
      thread.interrupt();
      LockSupport.unpark(thread);
    }
    if (started) {
      thread.join();
    }
  }

  private final class BatchIterator implements Iterator<Object> {

    @Override
    public boolean hasNext() {
      while (read == batch.size()) {
        if (inputEnded) {
          return false;
        }
        handOver(Turn.OPERATOR);
        while (turn != Turn.FUNCTION) {
          if (canceled) {
            throw new CancellationException("the task ended while the function waited for records");
          }
          LockSupport.park(this);
        }
      }
      return true;
    }

    @Override
    public Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more records");
      }
      return batch.get(read++);
    }
  }
}
