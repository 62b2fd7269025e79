// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.slot;

import io.flyshuttle.appmaster.control.ControlThread;
import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.protocol.message.MasterMessage.RegisterWorker;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.protocol.wire.WorkerLink;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is part of the session. Workers register themselves; they are alive as long as they answer
 * pings and nothing else says that they have ended. How many are wanted is worked out here and told
 * to the {@link ResourceProvider}.
 */
public final class WorkerRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerRegistry.class);

  /** A worker that answers nothing for so long is replaced before it is declared lost. */
  private static final long SUSPICION_MILLIS = 3_000;

  /** So many workers in a row that end before they register leave no hope for waiting jobs. */
  private static final int HOPELESS_STARTS = 4;

  /** Who wants to know of losses. */
  public interface LossListener {
    /** The worker is not part of the session any more; all that ran on it has failed. */
    void onWorkerLost(Worker worker, Failure failure);
  }

  private final ControlThread control;
  private final SlotSettings settings;
  private final String session;
  private final LossListener losses;
  private final SlotPool pool;
  private final Set<String> lost = new HashSet<>();
  private final Map<String, Long> starting = new HashMap<>();
  private final EarlierWorkers earlier = new EarlierWorkers();
  private Function<String, WorkerLink> links;
  private ResourceProvider provider;
  private WorkerDemand told = new WorkerDemand(0, 0);
  private String shortage = "";
  private String startTrouble = "";
  private int failedStarts;
  private long pings;
  private boolean stopped;

  /** Newer than those of the workers' launch; null if there are none. */
  private byte[] tokens;

  /** Makes a registry without workers. */
  public WorkerRegistry(
      ControlThread control, SlotSettings settings, String session, LossListener losses) {
    this.control = control;
    this.settings = settings;
    this.session = session;
    this.losses = losses;
    this.pool = new SlotPool(control, settings, this::updateDemand);
  }

  /** The slots of the registered workers. */
  public SlotPool pool() {
    return pool;
  }

  /** The workers of ApplicationMasters before this one. */
  public EarlierWorkers earlier() {
    return earlier;
  }

  /**
   * Begins: workers are wanted, asked and watched from now on. Called by the control thread.
   *
   * @param actorLinks the way to a worker by its actor reference
   */
  public void start(
      ResourceProvider resourceProvider,
      WorkerListener listener,
      Function<String, WorkerLink> actorLinks) {
    links = actorLinks;
    provider = resourceProvider;
    provider.start(listener);
    updateDemand();
    control.schedule(settings.heartbeatIntervalMillis(), this::beat);
    control.schedule(settings.heartbeatTimeoutMillis(), this::stopExpecting);
  }

  /**
   * Workers of ApplicationMasters before this one, as far as they live.
   *
   * @param hosts each worker's host by its id
   */
  public void expect(Map<String, String> hosts) {
    hosts.forEach(this::launched);
    earlier.expect(hosts.keySet().stream().filter(starting::containsKey).toList());
  }

  private void stopExpecting() {
    Set<String> silent = earlier.giveUp();
    if (!silent.isEmpty()) {
      LOG.warn(
          "Jobs no longer wait for the workers {}, which have not been heard of for {} ms",
          silent,
          settings.heartbeatTimeoutMillis());
    }
  }

  /** A worker says its first word; it may say it several times. */
  public void register(RegisterWorker message) {
    String id = message.worker().id();
    WorkerLink link = links.apply(message.actor());
    if (stopped || lost.contains(id)) {
      link.send(
          new WorkerMessage.Refused(
              stopped ? "the session is stopping" : "worker " + id + " was declared lost"));
      return;
    }
    if (!message.running().isEmpty() && pool.worker(id) == null) {
      link.send(
          new WorkerMessage.Refused(
              "worker " + id + " runs tasks of an earlier ApplicationMaster"));
      return;
    }
    if (message.worker().slots() < 1) {
      link.send(new WorkerMessage.Refused("worker " + id + " offers no slots"));
      return;
    }
    Worker known = pool.worker(id);
    Worker worker = known != null ? known : new Worker(message.worker(), link);
    worker.heard(control.elapsedMillis(), control.currentTimeMillis());
    worker.send(new WorkerMessage.Registered(session, settings.heartbeatTimeoutMillis()));
    if (tokens != null) {
      worker.send(new WorkerMessage.NewTokens(tokens));
    }
    if (known == null) {
      starting.remove(id);
      earlier.ended(id);
      failedStarts = 0;
      startTrouble = "";
      sayShortage();
      LOG.info(
          "Worker {} on {} registered with {} slots, data port {}",
          id,
          worker.host(),
          message.worker().slots(),
          message.worker().dataPort());
      pool.add(worker);
    }
  }

  /** New tokens for file systems, for all workers of now and later. */
  public void giveTokens(byte[] newest) {
    tokens = newest;
    for (Worker worker : pool.workers()) {
      worker.send(new WorkerMessage.NewTokens(newest));
    }
  }

  /** The worker was heard of; null if it is not registered. */
  public Worker heard(String id) {
    Worker worker = pool.worker(id);
    if (worker != null) {
      boolean wasSuspect = worker.isSuspect();
      worker.heard(control.elapsedMillis(), control.currentTimeMillis());
      if (wasSuspect) {
        pool.serveSoon();
      }
    }
    return worker;
  }

  /** A container for a worker is there. */
  public void launched(String id, String host) {
    if (pool.worker(id) != null || stopped) {
      return;
    }
    long began = control.elapsedMillis();
    starting.put(id, began);
    control.schedule(
        settings.registrationTimeoutMillis(),
        () -> {
          if (starting.remove(id, began)) {
            earlier.ended(id);
            LOG.warn("Worker {} on {} did not register in time", id, host);
            lost.add(id);
            provider.release(id, false, "it did not register in time");
            noteFailedStart("worker " + id + " on " + host + " did not register in time");
          }
        });
  }

  /** The process or container of a worker has ended. */
  public void ended(WorkerExit exit) {
    Worker worker = pool.worker(exit.workerId());
    boolean began = starting.remove(exit.workerId()) != null;
    earlier.ended(exit.workerId());
    if (worker != null) {
      lose(worker, exit.code(), exit.reason());
    } else if (!exit.expected() && !lost.contains(exit.workerId())) {
      LOG.warn(
          "Worker {} on {} ended before it registered: {}",
          exit.workerId(),
          exit.host(),
          exit.reason());
      lost.add(exit.workerId());
      if (began || failedStarts > 0) {
        noteFailedStart(exit.reason());
      }
    }
    updateDemand();
  }

  /** Whoever provides workers says why wanted ones do not come; empty if nothing hinders him. */
  public void shortage(String reason) {
    shortage = reason;
    sayShortage();
  }

  private void sayShortage() {
    pool.shortage(startTrouble.isEmpty() ? shortage : startTrouble);
  }

  private void noteFailedStart(String reason) {
    failedStarts++;
    startTrouble = reason;
    sayShortage();
    if (failedStarts >= HOPELESS_STARTS && pool.workers().isEmpty()) {
      failedStarts = 0;
      pool.failWaiting(
          ErrorCode.SESSION_FAILED,
          HOPELESS_STARTS + " workers in a row ended before they were ready; the last: " + reason);
    }
    updateDemand();
  }

  /** The worker itself says that it ends. */
  public void stopping(String id, String reason) {
    Worker worker = pool.worker(id);
    if (worker != null) {
      lose(worker, ErrorCode.WORKER_LOST, "worker " + id + " ended: " + reason);
    }
  }

  /** Gives a worker up that does not do what it is told. */
  public void abandon(Worker worker, String reason) {
    if (worker.isAlive()) {
      worker.send(new WorkerMessage.Shutdown(reason));
      lose(worker, ErrorCode.WORKER_LOST, reason);
      provider.release(worker.id(), false, reason);
    }
  }

  private void lose(Worker worker, ErrorCode code, String reason) {
    if (!worker.isAlive()) {
      return;
    }
    boolean wasLeaving = worker.isLeaving();
    worker.die();
    lost.add(worker.id());
    pool.remove(worker);
    if (stopped || wasLeaving && worker.isIdle()) {
      LOG.debug("Worker {} has ended", worker.id());
    } else {
      LOG.warn("Worker {} on {} is lost: {}", worker.id(), worker.host(), reason);
    }
    losses.onWorkerLost(
        worker,
        new Failure(
            code,
            reason,
            "worker " + worker.id() + " on " + worker.host(),
            "",
            control.currentTimeMillis()));
    updateDemand();
  }

  /**
   * A connection to one of these workers was lost: their free slots are not used until each has
   * answered a ping.
   */
  public void probe(Collection<Worker> workers) {
    long now = control.elapsedMillis();
    for (Worker worker : workers) {
      if (worker.isAlive()) {
        worker.suspect(now);
        worker.send(new WorkerMessage.Ping(++pings));
      }
    }
    control.schedule(SUSPICION_MILLIS, this::updateDemand);
  }

  /** The number of the newest ping. */
  public long lastPing() {
    return pings;
  }

  /** Asks all workers for their counters, besides the regular heartbeats. */
  public void ping() {
    pings++;
    for (Worker worker : pool.workers()) {
      worker.send(new WorkerMessage.Ping(pings));
    }
  }

  private void beat() {
    if (stopped) {
      return;
    }
    long now = control.elapsedMillis();
    for (Worker worker : pool.workers()) {
      long silent = now - worker.lastHeard();
      if (silent >= settings.heartbeatTimeoutMillis()) {
        abandon(
            worker,
            "worker "
                + worker.id()
                + " on "
                + worker.host()
                + " gave no heartbeat for "
                + silent / 1000
                + " s (heartbeat.timeout)");
      }
    }
    ping();
    releaseIdle(now);
    control.schedule(settings.heartbeatIntervalMillis(), this::beat);
  }

  private void releaseIdle(long now) {
    if (pool.waitingSlots() > 0) {
      return;
    }
    int kept = (int) pool.workers().stream().filter(w -> !w.isLeaving()).count();
    for (Worker worker : pool.workers()) {
      if (kept > settings.minWorkers()
          && !worker.isLeaving()
          && worker.isIdle()
          && now - worker.idleSince() >= settings.idleTimeoutMillis()) {
        kept--;
        worker.leave();
        LOG.info("Worker {} is idle and released", worker.id());
        worker.send(new WorkerMessage.Shutdown("idle"));
        provider.release(worker.id(), true, "idle");
      }
    }
    updateDemand();
  }

  /** How many workers are wanted now. */
  public int wantedWorkers() {
    return told.workers();
  }

  /**
   * What waiting requests lack, on top of the workers there are. On a worker that has not answered
   * for a while nobody counts.
   */
  private void updateDemand() {
    if (provider == null || stopped) {
      return;
    }
    long now = control.elapsedMillis();
    int present = 0;
    int free = 0;
    for (Worker worker : pool.workers()) {
      boolean silent = worker.isSuspect() && now - worker.suspectSince() >= SUSPICION_MILLIS;
      if (worker.isAlive() && !worker.isLeaving()) {
        present++;
        free += silent ? 0 : worker.freeSlots();
      }
    }
    int waiting = pool.waitingSlots();
    int missing = Math.max(0, waiting - free);
    int more = (missing + settings.slotsPerWorker() - 1) / settings.slotsPerWorker();
    int wanted = Math.max(settings.minWorkers(), present + more);
    WorkerDemand demand = new WorkerDemand(Math.min(wanted, settings.maxWorkers()), waiting);
    if (!demand.equals(told)) {
      LOG.debug("Wanted: {}", demand);
      told = demand;
      provider.want(demand);
    }
  }

  /** Ends all workers. */
  public void stop(String reason) {
    stopped = true;
    for (Worker worker : pool.workers()) {
      worker.send(new WorkerMessage.Shutdown(reason));
    }
  }
}
