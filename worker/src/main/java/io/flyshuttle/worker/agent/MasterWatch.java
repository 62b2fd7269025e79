// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.protocol.wire.MasterLink;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the JobManager is silent. First another one is looked for, while tasks run on; after
 * the heartbeat timeout nothing may run that nobody watches, so tasks are cancelled; if no other
 * JobManager comes then, the worker ends. One that has not answered a registration yet may have
 * gone as well, so another is looked for then too. Agent's thread only, but for the looking.
 */
final class MasterWatch {
  private static final Logger LOG = LoggerFactory.getLogger(MasterWatch.class);
  private static final long SILENCE_MILLIS = 5_000;
  private static final long LOOK_MILLIS = 1_000;

  /** So long after the heartbeat timeout the cluster may need to start another JobManager. */
  private static final long PATIENCE_MILLIS = 120_000;

  /** What is to be done. */
  interface Actions {
    /** Nobody watches the tasks any more. */
    void cancelTasks();

    /** There is another JobManager. */
    void moveTo(MasterLink next);

    /** There will be none. */
    void giveUp(String reason);
  }

  private final ScheduledExecutorService agent;
  private final LongSupplier nanos;
  private final MasterLookup lookup;
  private final boolean mayFind;
  private final Actions actions;
  private long heardNanos;
  private long timeoutMillis;
  private boolean watching;
  private boolean looking;
  private boolean cancelled;

  /**
   * @param agent the agent's thread
   * @param nanos a clock in nanoseconds
   * @param lookup finds another JobManager; null if there can be none
   */
  MasterWatch(
      ScheduledExecutorService agent, LongSupplier nanos, MasterLookup lookup, Actions actions) {
    this.agent = agent;
    this.nanos = nanos;
    this.lookup = lookup == null ? MasterLookup.none() : lookup;
    this.mayFind = lookup != null;
    this.actions = actions;
  }

  /** Begins to look, every second. */
  void start() {
    agent.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * The worker asks a JobManager to take it: there are no tasks to watch, and no end but its own.
   */
  void registering() {
    timeoutMillis = Long.MAX_VALUE;
    watching = mayFind;
    heard();
  }

  /** A JobManager has taken the worker; 0: it may be silent for ever. */
  void registered(long heartbeatTimeoutMillis) {
    timeoutMillis = heartbeatTimeoutMillis;
    watching = heartbeatTimeoutMillis > 0;
    heard();
  }

  /** The JobManager was heard of. */
  void heard() {
    heardNanos = nanos.getAsLong();
    cancelled = false;
  }

  void look() {
    if (!watching) {
      return;
    }
    long silent = (nanos.getAsLong() - heardNanos) / 1_000_000;
    if (mayFind && silent > SILENCE_MILLIS && !looking) {
      looking = true;
      CompletableFuture.supplyAsync(this::find, MasterWatch::onOwnThread)
          .thenAcceptAsync(this::found, agent);
    }
    if (silent > timeoutMillis && !cancelled) {
      cancelled = true;
      LOG.warn("The JobManager has not been heard of for {} ms: tasks are cancelled", silent);
      actions.cancelTasks();
    }
    if (silent - (mayFind ? PATIENCE_MILLIS : 0) > timeoutMillis) {
      watching = false;
      actions.giveUp("the JobManager has not been heard of for " + silent + " ms");
    }
  }

  private static void onOwnThread(Runnable work) {
    Thread thread = new Thread(work, "master-lookup");
    thread.setDaemon(true);
    thread.start();
  }

  private MasterLink find() {
    try {
      return lookup.newer();
    } catch (IOException | RuntimeException e) {
      LOG.warn("No other JobManager could be looked for; trying again: {}", e.toString());
      return null;
    }
  }

  private void found(MasterLink next) {
    looking = false;
    if (next != null) {
      watching = false;
      actions.moveTo(next);
    }
  }
}
