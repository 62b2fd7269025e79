// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.Buffer;
import io.flyshuttle.worker.buffer.BufferSlice;
import java.util.ArrayDeque;

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

  private boolean flushRequested;
  private boolean finished;
  private boolean endSent;
  private boolean closed;

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
      boolean any = !queue.isEmpty() && (queue.size() > 1 || queue.peek().unread() > 0);
      flushRequested |= any;
      call = toCall(any);
    }
    run(call);
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
  }
}
