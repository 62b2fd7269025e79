// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerMessage;
import io.flyshuttle.worker.task.JobCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs the global hooks of jobs, each request on a thread of its own and once: the JobManager asks
 * again when it has heard nothing for a while, and gets the answer again. Thread-safe.
 */
final class HookRunner {
  /** One request; {@code answer} is null while it runs. */
  private record Run(JobID job, MasterMessage answer) {}

  private final String worker;
  private final JobLibrary library;
  private final Consumer<MasterMessage> master;
  private final Map<Long, Run> runs = new ConcurrentHashMap<>();

  /**
   * @param worker the worker's id
   * @param library where the code of jobs comes from
   * @param master takes the answers; any thread
   */
  HookRunner(String worker, JobLibrary library, Consumer<MasterMessage> master) {
    this.worker = worker;
    this.library = library;
    this.master = master;
  }

  /** Runs hooks, or repeats the answer of those that have run. */
  void run(WorkerMessage.RunGlobalHooks message) {
    JobID job = message.job().id();
    Run earlier = runs.putIfAbsent(message.request(), new Run(job, null));
    if (earlier != null) {
      if (earlier.answer() != null) {
        master.accept(earlier.answer());
      }
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              MasterMessage answer =
                  new MasterMessage.GlobalHooksDone(worker, message.request(), failureOf(message));
              runs.replace(message.request(), new Run(job, answer));
              master.accept(answer);
            },
            "hooks of " + message.job().name());
    thread.setDaemon(true);
    thread.start();
  }

  private Failure failureOf(WorkerMessage.RunGlobalHooks message) {
    try {
      JobCode code = library.open(message.job());
      Thread.currentThread().setContextClassLoader(code.loader());
      // what takes back comes after what it takes back
      synchronized (code) {
        List<GlobalHook> hooks = new ArrayList<>();
        for (WorkerMessage.HookSpec spec : message.hooks()) {
          GlobalHook hook = CodeBytes.read(spec.hook(), code.loader());
          run(hook, message.phase(), spec);
          hooks.add(hook);
        }
        if (message.phase() == HookPhase.COMPLETE) {
          for (int i = 0; i < hooks.size(); i++) {
            hooks.get(i).announce(message.hooks().get(i).parallelism());
          }
        }
      }
      return null;
    } catch (Throwable e) {
      return Failure.of(
          e,
          ErrorCode.USER_FUNCTION_FAILED,
          message.phase().name().toLowerCase(Locale.ROOT)
              + " outputs of job "
              + message.job().name());
    }
  }

  private static void run(GlobalHook hook, HookPhase phase, WorkerMessage.HookSpec spec)
      throws Exception {
    switch (phase) {
      case INITIALIZE -> hook.initialize(spec.parallelism());
      case COMPLETE -> hook.complete(spec.parallelism());
      case ABORT -> hook.abort(spec.parallelism());
    }
  }

  /** Whether none run. */
  boolean areIdle() {
    return runs.values().stream().allMatch(run -> run.answer() != null);
  }

  /** Nobody will ask for a job's hooks again. */
  void release(JobID job) {
    runs.values().removeIf(run -> run.job().equals(job) && run.answer() != null);
  }
}
