// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Slot;
import io.flyshuttle.appmaster.slot.SlotPool;
import io.flyshuttle.appmaster.slot.SlotRequest;
import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage.GlobalHooksDone;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The global hooks of a job: run in a worker before its first task and after its last. Control
 * thread only.
 */
final class GlobalHooks {
  private static final Logger LOG = LoggerFactory.getLogger(GlobalHooks.class);
  private static final long NONE = -1;

  /** The job's end waits no longer for what it prepared to be taken back. */
  private static final long ABORT_TIMEOUT_MILLIS = 10_000;

  /** A worker that answers pings and says nothing of its hooks for so long is told again. */
  private static final long RESEND_MILLIS = 5_000;

  /** Is told how the hooks ended. */
  interface Listener {
    /** Tasks may be deployed. */
    void initialized();

    /** Everything is in its place. */
    void completed();

    /** What could be taken back has been. */
    void takenBack();

    /** A hook failed, or no worker came to run it. */
    void failed(Failure reason);
  }

  private final JobGraph graph;
  private final List<WorkerMessage.HookSpec> hooks = new ArrayList<>();
  private final JobContext context;
  private final JobServices services;
  private final Consumer<Runnable> guard;
  private final Listener listener;
  private final Set<Worker> workers = new LinkedHashSet<>();
  private boolean begun;
  private boolean initialized;
  private HookPhase phase = HookPhase.INITIALIZE;
  private boolean completionBegun;
  private boolean completionWanted;
  private long pending = NONE;
  private Worker pendingOn;
  private long sentAfterPing;
  private long sentElapsed;

  /**
   * @param guard runs what other parts of the session call back
   */
  GlobalHooks(
      JobGraph graph,
      JobContext context,
      JobServices services,
      Consumer<Runnable> guard,
      Listener listener) {
    this.guard = guard;
    this.graph = graph;
    this.context = context;
    this.services = services;
    this.listener = listener;
    for (JobVertex vertex : graph.vertices()) {
      if (vertex.globalHook().length > 0) {
        hooks.add(new WorkerMessage.HookSpec(vertex.globalHook(), vertex.parallelism()));
      }
    }
  }

  boolean areNeeded() {
    return !hooks.isEmpty();
  }

  /** A worker that has the job's files, or will have them. */
  void addWorker(Worker worker) {
    workers.add(worker);
  }

  /** All workers that have had to do with the job. */
  Set<Worker> workers() {
    return workers;
  }

  /**
   * Whether the tasks must wait: the hooks have not been initialized. Has {@code worker} do it if
   * no other does.
   */
  boolean initializeFirst(Worker worker) {
    if (initialized || hooks.isEmpty()) {
      return false;
    }
    if (pending == NONE) {
      begun = true;
      send(worker, HookPhase.INITIALIZE);
    }
    return true;
  }

  /** Has a worker complete the hooks; asks for one if none is left. */
  void complete() {
    completionWanted = true;
    for (Worker worker : workers) {
      if (worker.isAlive()) {
        completionBegun = true;
        send(worker, HookPhase.COMPLETE);
        return;
      }
    }
    SlotPool pool = services.registry().pool();
    pool.request(
        graph.id(),
        graph.name(),
        false,
        List.of(SlotRequest.Wish.ANYWHERE),
        new SlotRequest.Receiver() {
          @Override
          public void granted(List<Slot> slots) {
            slots.forEach(pool::release);
            guard.accept(() -> onWorker(slots.get(0).worker()));
          }

          @Override
          public void failed(Failure reason) {
            guard.accept(() -> listener.failed(reason));
          }
        });
  }

  private void onWorker(Worker worker) {
    if (completionWanted && pending == NONE) {
      addWorker(worker);
      complete();
    }
  }

  /**
   * Has a worker take back what the hooks prepared, once, if there is something to take back after
   * a job that did not finish: not if nothing was begun, nor if some outputs may be in their place
   * already.
   *
   * @return whether {@link Listener#takenBack} is still to come
   */
  boolean takeBack() {
    if (isAborting()) {
      return true;
    }
    if (!begun || completionBegun) {
      return false;
    }
    for (Worker worker : workers) {
      if (worker.isAlive()) {
        begun = false;
        send(worker, HookPhase.ABORT);
        services.control().schedule(ABORT_TIMEOUT_MILLIS, () -> guard.accept(listener::takenBack));
        return true;
      }
    }
    LOG.warn("Job {}: no worker is left to remove what the job has prepared", graph.id());
    return false;
  }

  private boolean isAborting() {
    return pending != NONE && phase == HookPhase.ABORT;
  }

  private void send(Worker worker, HookPhase next) {
    pending = services.requests().getAsLong();
    pendingOn = worker;
    phase = next;
    send();
  }

  private void send() {
    sentAfterPing = services.registry().lastPing();
    sentElapsed = services.control().elapsedMillis();
    pendingOn.send(new WorkerMessage.RunGlobalHooks(context, pending, phase, hooks));
  }

  /**
   * A worker answered a ping. If that ping was sent a while after the hooks, the message may have
   * got lost with a connection, or its answer: it is sent again. The worker runs it once, and
   * repeats its answer.
   */
  void onPong(Worker worker, long sequence) {
    if (isRunningOn(worker)
        && sequence > sentAfterPing
        && services.control().elapsedMillis() - sentElapsed >= RESEND_MILLIS) {
      send();
    }
  }

  boolean isRunningOn(Worker worker) {
    return pending != NONE && pendingOn == worker;
  }

  /** A worker has run hooks, maybe of another job. */
  void onDone(GlobalHooksDone message) {
    if (pending == NONE || message.request() != pending) {
      return;
    }
    HookPhase done = phase;
    forget();
    if (done == HookPhase.ABORT) {
      if (message.failure() != null) {
        LOG.warn("Job {}: taking back failed: {}", graph.id(), message.failure().message());
      }
      listener.takenBack();
    } else if (message.failure() != null) {
      listener.failed(message.failure());
    } else if (done == HookPhase.COMPLETE) {
      listener.completed();
    } else {
      initialized = true;
      listener.initialized();
    }
  }

  /** Nothing is waited for any more but for what is taken back. */
  void interrupted() {
    if (!isAborting()) {
      forget();
      completionWanted = false;
    }
  }

  /**
   * A worker is lost, and the hooks that it ran run elsewhere.
   *
   * @param goesOn whether the job does
   */
  void onWorkerLost(Worker worker, boolean goesOn) {
    if (!isRunningOn(worker)) {
      return;
    }
    HookPhase lost = phase;
    forget();
    if (goesOn && lost == HookPhase.COMPLETE) {
      complete();
    }
  }

  private void forget() {
    pending = NONE;
    pendingOn = null;
  }

  /** An earlier run of the job has initialized them. */
  void skipInitialization() {
    begun = true;
    initialized = true;
  }

  /** The whole job starts anew, and so do its hooks. */
  void reset() {
    initialized = false;
  }
}
