// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.local;

import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FaultPoints;
import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.WorkerMemoryOptions;
import io.flyshuttle.protocol.wire.MasterLink;
import io.flyshuttle.protocol.wire.WorkerLink;
import io.flyshuttle.worker.agent.Worker;
import io.flyshuttle.worker.agent.WorkerSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes workers in this JVM, as many as are wanted. Workers are made and ended on a thread of its
 * own.
 */
final class LocalWorkers implements ResourceProvider {
  private static final Logger LOG = LoggerFactory.getLogger(LocalWorkers.class);
  private static final long STOP_TIMEOUT_SECONDS = 15;

  private final String session;
  private final LocalSettings settings;
  private final MasterLink master;
  private final FaultPoints faults;
  private final Map<String, Worker> workers = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final ExecutorService maker;
  private WorkerListener listener;
  private volatile int wanted;
  private volatile boolean stopped;

  LocalWorkers(String session, LocalSettings settings, MasterLink master, FaultPoints faults) {
    this.session = session;
    this.settings = settings;
    this.master = master;
    this.faults = faults;
    this.maker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, session + "-workers");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void start(WorkerListener workerListener) {
    listener = workerListener;
    listener.onEarlierWorkers(Map.of());
  }

  @Override
  public void want(WorkerDemand demand) {
    wanted = demand.workers();
    makeMissing();
  }

  /** Makes as many as are wanted: the demand is told once, and workers end. */
  private void makeMissing() {
    try {
      maker.execute(
          () -> {
            while (!stopped && workers.size() < wanted) {
              make();
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("The session ends; no worker is made any more", e);
    }
  }

  private void make() {
    String id = session + "-worker-" + numbers.incrementAndGet();
    Configuration configuration = Configuration.fromMap(settings.configuration());
    listener.onWorkerAllocated(id, "localhost");
    Worker worker;
    try {
      worker =
          new Worker(
              new WorkerSettings(
                  id,
                  "localhost",
                  settings.workers() == 1 ? WorkerSettings.NO_DATA_PORT : 0,
                  settings.slots(),
                  WorkerMemory.ofHeap(
                      settings.memoryBytes(), WorkerMemoryOptions.of(configuration)),
                  WorkerSettings.directories(configuration, null),
                  session.getBytes(StandardCharsets.UTF_8),
                  "",
                  configuration),
              faults);
    } catch (RuntimeException e) {
      listener.onProviderFailed(e);
      stopped = true;
      return;
    }
    workers.put(id, worker);
    worker.ended().thenAcceptAsync(reason -> onEnded(id, worker, reason), maker);
    try {
      worker.start(master, id);
    } catch (RejectedExecutionException e) {
      LOG.debug("Worker {} was killed before it had started", id, e);
      return;
    }
    listener.onWorkerStarted(id, "localhost");
  }

  private void onEnded(String id, Worker worker, String reason) {
    if (workers.remove(id, worker)) {
      worker.close();
      LOG.debug("Worker {} has ended: {}", id, reason);
      listener.onWorkerEnded(
          new WorkerExit(id, "localhost", ErrorCode.WORKER_LOST, 0, stopped, reason));
      makeMissing();
    }
  }

  /** The way to a worker by its id. */
  WorkerLink link(String id) {
    return message -> {
      Worker worker = workers.get(id);
      if (worker != null) {
        worker.receive(message);
      }
    };
  }

  /** The workers that live. */
  Map<String, Worker> workers() {
    return Map.copyOf(workers);
  }

  /** Ends a worker without a word, as the end of its process would. */
  void kill(String id) {
    Worker worker = workers.remove(id);
    if (worker != null) {
      worker.close();
      listener.onWorkerEnded(
          new WorkerExit(
              id,
              "localhost",
              ErrorCode.CONTAINER_LOST,
              137,
              false,
              "worker " + id + " was killed"));
      makeMissing();
    }
  }

  @Override
  public void release(String workerId, boolean graceful, String reason) {
    Worker worker = workers.get(workerId);
    if (worker != null && !graceful) {
      maker.execute(() -> onEnded(workerId, worker, reason));
    }
  }

  @Override
  public void stop() {
    stopped = true;
    maker.execute(
        () -> {
          workers.values().forEach(Worker::close);
          workers.clear();
        });
    maker.shutdown();
  }

  /** Waits until all workers have freed what they had. */
  void awaitEnd() {
    try {
      if (!maker.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Workers of {} have not ended after {} s", session, STOP_TIMEOUT_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
