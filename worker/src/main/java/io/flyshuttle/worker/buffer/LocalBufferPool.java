// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of one result or one gate: at least as many as were guaranteed, at most a limit.
 * Usable by any thread.
 */
public final class LocalBufferPool {

  private final NetworkBufferPool network;
  private final int guaranteed;
  private final int limit;
  private final List<Runnable> listeners = new ArrayList<>();
  private int held;
  private int waiters;
  private boolean closed;

  LocalBufferPool(NetworkBufferPool network, int guaranteed, int limit) {
    this.network = network;
    this.guaranteed = guaranteed;
    this.limit = limit;
  }

  public int bufferSize() {
    return network.bufferSize();
  }

  /** The most buffers this pool may hold. */
  public int limit() {
    return limit;
  }

  /** Buffers that have been taken and not given back. */
  public synchronized int heldBuffers() {
    return held;
  }

  /** Has {@code listener} called, on any thread, once a buffer is free again. */
  public void whenFree(Runnable listener) {
    synchronized (this) {
      listeners.add(listener);
    }
  }

  /** A buffer, or null if none may be taken now, or the pool is closed. */
  public synchronized Buffer tryTake() {
    if (closed || held >= limit) {
      return null;
    }
    byte[] array = network.take(this, held < guaranteed);
    if (array == null) {
      return null;
    }
    held++;
    return new Buffer(array, this);
  }

  /** A buffer; waits for one. Throws {@link TaskCanceledException} when interrupted or closed. */
  public synchronized Buffer take() {
    while (true) {
      if (closed) {
        throw new TaskCanceledException();
      }
      Buffer buffer = tryTake();
      if (buffer != null) {
        return buffer;
      }
      waiters++;
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TaskCanceledException();
      } finally {
        waiters--;
      }
    }
  }

  void recycle(byte[] array) {
    boolean wasPromised;
    synchronized (this) {
      held--;
      wasPromised = !closed && held < guaranteed;
    }
    network.giveBack(array, wasPromised);
    onBufferFree();
  }

  /** Wakes whoever waits; may find that there is still none. */
  void onBufferFree() {
    List<Runnable> ring = List.of();
    synchronized (this) {
      if (waiters > 0) {
        notify();
      }
      if (!listeners.isEmpty()) {
        ring = new ArrayList<>(listeners);
        listeners.clear();
      }
    }
    ring.forEach(Runnable::run);
  }

  /** No buffer is given out any more; those out find their way back to the worker's pool. */
  public void close() {
    int taken;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      taken = held;
      notifyAll();
    }
    network.closePool(this, guaranteed, taken);
    onBufferFree();
  }
}
