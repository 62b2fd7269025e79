// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import io.flyshuttle.appmaster.slot.Worker;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage.GlobalHooksDone;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The global hooks of a job: run in a worker before its first task and after its last. */
final class GlobalHooks {
  private static final long NONE = -1;

  private final List<WorkerMessage.HookSpec> hooks = new ArrayList<>();
  private final JobContext context;
  private final LongSupplier requests;
  private boolean begun;
  private boolean initialized;
  private HookPhase phase = HookPhase.INITIALIZE;
  private boolean completionBegun;
  private long pending = NONE;
  private Worker pendingOn;

  GlobalHooks(JobGraph graph, JobContext context, LongSupplier requests) {
    this.context = context;
    this.requests = requests;
    for (JobVertex vertex : graph.vertices()) {
      if (vertex.globalHook().length > 0) {
        hooks.add(new WorkerMessage.HookSpec(vertex.globalHook(), vertex.parallelism()));
      }
    }
  }

  boolean areNeeded() {
    return !hooks.isEmpty();
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

  /** Has {@code worker} complete the hooks. */
  void complete(Worker worker) {
    completionBegun = true;
    send(worker, HookPhase.COMPLETE);
  }

  /**
   * Whether there is something to take back after a job that did not finish: not if nothing was
   * begun, nor if some outputs may be in their place already.
   */
  boolean needAbort() {
    return begun && !completionBegun;
  }

  /** Has {@code worker} take back what the hooks prepared; asked for once. */
  void abort(Worker worker) {
    begun = false;
    send(worker, HookPhase.ABORT);
  }

  boolean isAborting() {
    return pending != NONE && phase == HookPhase.ABORT;
  }

  private void send(Worker worker, HookPhase next) {
    pending = requests.getAsLong();
    pendingOn = worker;
    phase = next;
    worker.send(new WorkerMessage.RunGlobalHooks(context, pending, phase, hooks));
  }

  boolean isAnswer(GlobalHooksDone message) {
    return pending != NONE && message.request() == pending;
  }

  boolean isCompleting() {
    return phase == HookPhase.COMPLETE;
  }

  boolean isRunningOn(Worker worker) {
    return pending != NONE && pendingOn == worker;
  }

  void done(boolean success) {
    pending = NONE;
    pendingOn = null;
    initialized |= success && phase == HookPhase.INITIALIZE;
  }

  /** An answer is not waited for any more. */
  void interrupted() {
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
