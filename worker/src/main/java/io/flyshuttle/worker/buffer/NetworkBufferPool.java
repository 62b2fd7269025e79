// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * All network memory of a worker. Each local pool is promised a number of buffers when it is made;
 * what nobody is promised is lent to whoever asks first. Memory is allocated when first needed and
 * kept. Usable by any thread.
 */
public final class NetworkBufferPool {

  private final int bufferSize;
  private final int total;
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();

  /** Pools that wait for a buffer they were promised but that is lent to another. */
  private final Set<LocalBufferPool> waiting = new LinkedHashSet<>();

  private int lent;
  private int promised;
  private int promisedNotTaken;

  public NetworkBufferPool(long bytes, int bufferSize) {
    this.bufferSize = bufferSize;
    this.total = (int) Math.min(Integer.MAX_VALUE, bytes / bufferSize);
  }

  public int bufferSize() {
    return bufferSize;
  }

  public int totalBuffers() {
    return total;
  }

  /** Buffers in use now. */
  public synchronized int lentBuffers() {
    return lent;
  }

  /** Buffers promised to open pools. */
  public synchronized int promisedBuffers() {
    return promised;
  }

  /**
   * Checks that so many buffers can be promised.
   *
   * @throws FlyshuttleException NOT_ENOUGH_BUFFERS
   */
  public synchronized void check(int needed, String owner) {
    if (needed > total - promised) {
      throw notEnough(owner, needed, total - promised, total, bufferSize);
    }
  }

  /**
   * Makes a local pool.
   *
   * @param guaranteed how many buffers it will always get, sooner or later
   * @param limit the most it may hold
   * @param owner named in the failure
   * @throws FlyshuttleException NOT_ENOUGH_BUFFERS
   */
  public synchronized LocalBufferPool createPool(int guaranteed, int limit, String owner) {
    if (guaranteed > total - promised) {
      throw notEnough(owner, guaranteed, total - promised, total, bufferSize);
    }
    promised += guaranteed;
    promisedNotTaken += guaranteed;
    return new LocalBufferPool(this, guaranteed, Math.max(guaranteed, limit));
  }

  /** The failure of a deployment that finds too little network memory. */
  static FlyshuttleException notEnough(
      String owner, int needed, int available, int total, int bufferSize) {
    return new FlyshuttleException(
        ErrorCode.NOT_ENOUGH_BUFFERS,
        String.format(
            "%s needs %d network buffers, but only %d of the worker's %d (%d bytes each) are not"
                + " promised to other tasks; raise taskmanager.network.memory.fraction, or"
                + " taskmanager.network.memory.min and .max",
            owner, needed, Math.max(0, available), total, bufferSize));
  }

  /** A buffer for {@code pool}; null, and the pool noted as waiting if it was promised one. */
  synchronized byte[] take(LocalBufferPool pool, boolean wasPromised) {
    int unused = total - lent;
    if (wasPromised ? unused <= 0 : unused <= promisedNotTaken) {
      if (wasPromised) {
        waiting.add(pool);
      }
      return null;
    }
    if (wasPromised) {
      promisedNotTaken--;
    }
    lent++;
    byte[] array = free.poll();
    return array != null ? array : new byte[bufferSize];
  }

  void giveBack(byte[] array, boolean wasPromised) {
    LocalBufferPool next = null;
    synchronized (this) {
      lent--;
      if (wasPromised) {
        promisedNotTaken++;
      }
      free.push(array);
      var first = waiting.iterator();
      if (first.hasNext()) {
        next = first.next();
        first.remove();
      }
    }
    if (next != null) {
      next.onBufferFree();
    }
  }

  /** A pool gives up its promise; {@code taken} of it are still lent. */
  synchronized void closePool(LocalBufferPool pool, int guaranteed, int taken) {
    promised -= guaranteed;
    promisedNotTaken -= guaranteed - Math.min(guaranteed, taken);
    waiting.remove(pool);
  }
}
