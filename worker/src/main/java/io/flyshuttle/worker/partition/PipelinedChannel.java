// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.BarrierMark;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.buffer.InFlight;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel of a pipelined partition: builders in order, of which only the last may still be
 * filled. The writer adds, one reader polls; the lock guards the queue, taken once per buffer.
 */
final class PipelinedChannel implements SubpartitionView {

  private final PipelinedPartition partition;
  private final int index;
  private final ArrayDeque<BufferBuilder.Reader> queue = new ArrayDeque<>();
  private Runnable available;
  private FlyshuttleException failure;

  /** Whether the reader found nothing and is to be called. */
  private boolean readerWaits = true;

  /** Whether it waits since the last {@link #flushIdle} at least. */
  private boolean readerIdle;

  private boolean flushRequested;
  private boolean finished;
  private boolean endSent;
  private boolean closed;

  /** Saves what a barrier in the queue overtakes, if it must; null if none is in the queue. */
  private InFlight.Part awaited;

  private long awaitedId;

  private volatile int bufferSize = Integer.MAX_VALUE;

  PipelinedChannel(PipelinedPartition partition, int index) {
    this.partition = partition;
    this.index = index;
  }

  void add(BufferBuilder builder) {
    Runnable call;
    synchronized (this) {
      if (closed || failure != null) {
        return;
      }
      queue.add(new BufferBuilder.Reader(builder));
      call = toCall(queue.size() > 1);
    }
    run(call);
  }

  void onFilled() {
    Runnable call;
    synchronized (this) {
      call = toCall(!queue.isEmpty());
    }
    run(call);
  }

  void flush() {
    Runnable call;
    synchronized (this) {
      call = toCallForFlush();
    }
    run(call);
  }

  /** Flushes if the reader has waited since the last call. */
  void flushIdle() {
    Runnable call;
    synchronized (this) {
      call = readerIdle ? toCallForFlush() : null;
      readerIdle = readerWaits;
    }
    run(call);
  }

  private Runnable toCallForFlush() {
    boolean any = !queue.isEmpty() && (queue.size() > 1 || queue.peek().unread() > 0);
    flushRequested |= any;
    return toCall(any);
  }

  /**
   * Adds a barrier: before all that waits, if it is urgent, and saves that; else behind.
   *
   * @param part done as soon as it is known what the barrier has overtaken
   */
  void addBarrier(BarrierMark mark, InFlight.Part part) {
    Runnable call = null;
    boolean decided = true;
    synchronized (this) {
      settle();
      if (!closed && failure == null) {
        if (mark.urgent()) {
          overtake(new BufferBuilder.Reader(mark), part);
        } else {
          queue.add(new BufferBuilder.Reader(mark));
          awaited = part;
          awaitedId = mark.checkpointId();
          decided = false;
        }
        call = toCallAlways();
      }
    }
    if (decided) {
      part.done();
    }
    run(call);
  }

  /** A barrier that still waits behind data overtakes it now. */
  void overtake(long checkpointId) {
    Runnable call;
    InFlight.Part part;
    synchronized (this) {
      if (awaited == null || awaitedId != checkpointId) {
        return;
      }
      part = awaited;
      awaited = null;
      List<BufferBuilder.Reader> behind = new ArrayList<>();
      while (queue.peekLast().mark() == null
          || queue.peekLast().mark().checkpointId() != checkpointId) {
        behind.add(0, queue.pollLast());
      }
      BarrierMark mark = queue.pollLast().mark();
      overtake(new BufferBuilder.Reader(new BarrierMark(mark.barrier(), true)), part);
      queue.addAll(behind);
      call = toCallAlways();
    }
    part.done();
    run(call);
  }

  private void overtake(BufferBuilder.Reader barrier, InFlight.Part part) {
    for (BufferBuilder.Reader reader : queue) {
      reader.save(part);
    }
    queue.addFirst(barrier);
  }

  /** A barrier that was waited for has left the queue, or never will: nothing was overtaken. */
  private void settle() {
    if (awaited != null) {
      InFlight.Part part = awaited;
      awaited = null;
      part.done();
    }
  }

  /** A barrier needs no buffer: the reader is called even if it has data to take already. */
  private Runnable toCallAlways() {
    if (available != null) {
      readerWaits = false;
      readerIdle = false;
    }
    return available;
  }

  void finish() {
    Runnable call;
    synchronized (this) {
      finished = true;
      call = toCall(true);
    }
    run(call);
  }

  void fail(FlyshuttleException cause) {
    Runnable call;
    synchronized (this) {
      if (endSent || failure != null) {
        return;
      }
      failure = cause;
      clear();
      call = toCall(true);
    }
    run(call);
  }

  void open(Runnable listener) {
    Runnable call;
    synchronized (this) {
      if (available != null) {
        throw new IllegalStateException(
            "a channel of the pipelined result " + partition.id() + " is read twice");
      }
      available = listener;
      call = toCall(isReadable());
    }
    run(call);
  }

  private boolean isReadable() {
    if (failure != null || finished || queue.size() > 1) {
      return true;
    }
    BufferBuilder.Reader only = queue.peek();
    return only != null && (only.isFinished() || flushRequested);
  }

  private Runnable toCall(boolean readable) {
    if (readable && readerWaits && available != null) {
      readerWaits = false;
      readerIdle = false;
      return available;
    }
    return null;
  }

  private static void run(Runnable call) {
    if (call != null) {
      call.run();
    }
  }

  @Override
  public synchronized BufferSlice poll() {
    if (failure != null) {
      throw failure;
    }
    while (true) {
      BufferBuilder.Reader first = queue.peek();
      if (first == null) {
        if (finished && !endSent) {
          endSent = true;
          return new BufferSlice(Buffer.unpooled(new byte[0]), 0, 0, 0, 0, true);
        }
        readerWaits = true;
        return null;
      }
      boolean filled = first.isFinished();
      if (!filled && !flushRequested) {
        readerWaits = true;
        return null;
      }
      if (!filled) {
        flushRequested = false;
        if (!first.hasUnread(false)) {
          readerWaits = true;
          return null;
        }
        return first.next(false, false);
      }
      queue.poll();
      if (first.mark() != null) {
        if (awaited != null && awaitedId == first.mark().checkpointId()) {
          settle();
        }
        return BufferSlice.of(first.mark());
      }
      boolean last = finished && queue.isEmpty();
      BufferSlice slice = first.hasUnread(true) || last ? first.next(true, last) : null;
      first.close();
      if (slice != null) {
        endSent = last;
        return slice;
      }
    }
  }

  @Override
  public void setBufferSize(int bytes) {
    bufferSize = Math.max(1, bytes);
  }

  int bufferSize() {
    return bufferSize;
  }

  @Override
  public synchronized BarrierMark first() {
    return queue.isEmpty() ? null : queue.peek().mark();
  }

  @Override
  public synchronized int backlog() {
    return queue.size();
  }

  @Override
  public synchronized long queuedBytes() {
    long bytes = 0;
    for (BufferBuilder.Reader reader : queue) {
      bytes += reader.unread();
    }
    return bytes;
  }

  @Override
  public boolean readsDisk() {
    return false;
  }

  @Override
  public void reply(byte[] message) {
    partition.onReply(index, message);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      available = null;
      clear();
    }
    partition.onChannelDone();
  }

  private void clear() {
    for (BufferBuilder.Reader reader : queue) {
      reader.close();
    }
    queue.clear();
    settle();
  }
}
