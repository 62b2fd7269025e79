// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.network;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.worker.buffer.BufferSlice;
import io.flyshuttle.worker.partition.ResultPartition;
import io.flyshuttle.worker.partition.SubpartitionView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Sends one channel of a local partition to another worker. Runs on the connection's loop. */
final class ViewSender {

  private final Connection connection;
  private final int number;
  private int credit;
  private SubpartitionView view;
  private boolean queued;

  /** Whether there may be something to send. */
  private boolean available;

  /** Whether a thread for disks is at work for this channel. */
  private boolean reading;

  private boolean closed;

  /** Replies that came before the result was there. */
  private final List<byte[]> early = new ArrayList<>();

  ViewSender(Connection connection, int number, int credit) {
    this.connection = connection;
    this.number = number;
    this.credit = credit;
  }

  void start(ResultPartition partition, Frames.Request request, Throwable failure) {
    if (closed) {
      return;
    }
    try {
      if (failure != null) {
        throw failure;
      }
      view =
          partition.openView(
              request.subpartition(),
              request.end(),
              () ->
                  connection.execute(
                      () -> {
                        available = true;
                        enqueue();
                      }));
      early.forEach(view::reply);
      early.clear();
      enqueue();
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** The reader says something to the producer. */
  void onReply(byte[] message) {
    if (closed) {
      return;
    }
    if (view == null) {
      early.add(message);
    } else {
      view.reply(message);
    }
  }

  void addCredit(int more) {
    credit += more;
    enqueue();
  }

  /**
   * @param bytes 0 for no change
   */
  void setBufferSize(int bytes) {
    if (bytes > 0 && view != null && !closed) {
      view.setBufferSize(bytes);
    }
  }

  private void enqueue() {
    if (!queued && !reading && !closed && available && view != null && maySend()) {
      queued = true;
      connection.enqueue(this);
    }
  }

  /** A barrier needs no credit. */
  private boolean maySend() {
    return credit > 0 || view.first() != null;
  }

  /** Writes one slice if there is one; queues itself again if there may be more. */
  boolean sendOne() {
    queued = false;
    if (closed || reading || !maySend()) {
      return false;
    }
    if (view.readsDisk()) {
      readFromDisk();
      return false;
    }
    try {
      // cleared first: a call that comes during poll must not be lost
      available = false;
      BufferSlice slice = view.poll();
      if (slice == null) {
        return false;
      }
      available = true;
      send(slice);
      return true;
    } catch (IOException | RuntimeException e) {
      fail(e);
      return false;
    }
  }

  private void readFromDisk() {
    reading = true;
    SubpartitionView source = view;
    connection
        .network()
        .disks()
        .execute(
            () -> {
              BufferSlice slice = null;
              Throwable failure = null;
              try {
                slice = source.poll();
              } catch (IOException | RuntimeException e) {
                failure = e;
              }
              BufferSlice found = slice;
              Throwable thrown = failure;
              connection.execute(() -> onRead(found, thrown));
            });
  }

  private void onRead(BufferSlice slice, Throwable failure) {
    reading = false;
    if (closed) {
      if (slice != null) {
        slice.release();
      }
      view.close();
      return;
    }
    if (failure != null) {
      fail(failure);
    } else if (slice == null) {
      available = false;
    } else {
      send(slice);
      connection.channel().flush();
    }
  }

  private void send(BufferSlice slice) {
    credit -= slice.mark() == null ? 1 : 0;
    boolean last = slice.last();
    connection.send(number, slice, view.backlog());
    if (last) {
      connection.senderDone(number);
      close();
    } else {
      enqueue();
    }
  }

  private void fail(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    connection.senderDone(number);
    close();
    connection.sendError(
        number,
        cause instanceof FlyshuttleException coded
            ? coded
            : new FlyshuttleException(
                ErrorCode.PARTITION_LOST, "a result could not be read: " + cause, cause));
  }

  void close() {
    if (!closed) {
      closed = true;
      if (view != null && !reading) {
        view.close();
      }
    }
  }
}
