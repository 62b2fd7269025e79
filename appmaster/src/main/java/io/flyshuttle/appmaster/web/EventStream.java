// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.job.JobEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import javax.servlet.AsyncContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a job on their way to one client. Events come in on the control thread, which only
 * adds them to a queue; a pool's threads write them, one at a time.
 */
final class EventStream {
  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
  private static final long KEEP_ALIVE_MILLIS = 10_000;

  /** A client that is further behind than this is cut off; it can resume by number. */
  private static final int MAX_QUEUED = 10_000;

  private final AsyncContext connection;
  private final Executor writers;
  private final Runnable whenGone;
  private final Deque<String> queue = new ArrayDeque<>();
  private boolean writing;
  private boolean lastQueued;
  private boolean closed;

  EventStream(AsyncContext connection, Executor writers, Runnable whenGone) {
    this.connection = connection;
    this.writers = writers;
    this.whenGone = whenGone;
  }

  /** Adds an event; any thread, does not block. */
  void add(JobEvent.Numbered numbered) {
    String text =
        "id: "
            + numbered.number()
            + "\nevent: "
            + Reports.kind(numbered.event())
            + "\ndata: "
            + JsonText.object(json -> Reports.event(json, numbered.event()))
            + "\n\n";
    enqueue(text, numbered.event() instanceof JobEvent.Ended);
  }

  /** Says something every now and then, so that a dead connection is noticed. */
  void keepAlive(ControlThread clock) {
    clock.schedule(
        KEEP_ALIVE_MILLIS,
        () -> {
          if (enqueue(":\n\n", false)) {
            keepAlive(clock);
          }
        });
  }

  private boolean enqueue(String text, boolean last) {
    boolean tooSlow;
    boolean begin;
    synchronized (queue) {
      if (closed || lastQueued) {
        return false;
      }
      tooSlow = queue.size() >= MAX_QUEUED;
      queue.add(text);
      lastQueued = last;
      begin = !writing && !tooSlow;
      writing |= begin;
    }
    if (tooSlow) {
      LOG.info("A client that reads events too slowly is cut off");
      close();
      return false;
    }
    if (begin) {
      writers.execute(this::write);
    }
    return true;
  }

  private void write() {
    try {
      OutputStream out = connection.getResponse().getOutputStream();
      while (true) {
        StringBuilder batch = new StringBuilder();
        boolean done;
        synchronized (queue) {
          if (closed) {
            return;
          }
          while (!queue.isEmpty()) {
            batch.append(queue.poll());
          }
          done = lastQueued;
          if (batch.isEmpty() && !done) {
            writing = false;
            return;
          }
        }
        out.write(batch.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        if (done) {
          close();
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("A client that read events is gone", e);
      close();
    }
  }

  /** Ends the stream; any thread, idempotent. */
  void close() {
    synchronized (queue) {
      if (closed) {
        return;
      }
      closed = true;
    }
    whenGone.run();
    connection.complete();
  }
}
