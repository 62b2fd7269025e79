// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.appmaster.resource.ResourceProvider;
import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.hadoop.yarn.api.ApplicationMasterProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateRequest;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.FinishApplicationMasterRequest;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterRequest;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NMToken;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.PreemptionContainer;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceBlacklistRequest;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.ApplicationMasterNotRegisteredException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workers from YARN. One thread owns all state and all talk with the ResourceManager; others leave
 * it a message. It speaks YARN's protocol itself rather than through {@code AMRMClient}: a
 * heartbeat goes out at once when something is asked for, and the request table is one request per
 * container ({@link WorkerRequests}), so that no container is left over unseen.
 */
final class YarnResourceProvider implements ResourceProvider {
  /** Between heartbeats while something is asked for or has just ended. */
  static final long FAST_MILLIS = 100;

  /** Between heartbeats when a request has been waiting long: the queue is full. */
  static final long WAITING_MILLIS = 500;

  static final long SLOW_MILLIS = 1_000;
  private static final long FAST_FOR_MILLIS = 20_000;
  private static final long FAST_AFTER_END_MILLIS = 3_000;
  private static final long GRACE_MILLIS = 3_000;
  private static final long SHORTAGE_AFTER_MILLIS = 3_000;
  private static final long SHORT_LIFE_MILLIS = 30_000;
  private static final long MAX_DELAY_MILLIS = 30_000;
  private static final int MIN_SHORT_LIVES = 10;

  private static final Logger LOG = LoggerFactory.getLogger(YarnResourceProvider.class);

  /** A container in our hands; fields belong to the provider's thread. */
  private static final class Worker {
    final Container container;
    final long allocatedAtMillis;
    boolean released;
    long releaseAtMillis = Long.MAX_VALUE;

    Worker(Container container, long allocatedAtMillis) {
      this.container = container;
      this.allocatedAtMillis = allocatedAtMillis;
    }

    String id() {
      return container.getId().toString();
    }

    String host() {
      return container.getNodeId().getHost();
    }
  }

  private final ApplicationMasterProtocol resourceManager;
  private final WorkerLauncher launcher;
  private final Resource workerSize;
  private final LongSupplier clock;
  private final Consumer<String> onReplaced;
  private final Thread thread;
  private final LinkedBlockingQueue<Runnable> mail = new LinkedBlockingQueue<>();

  // from here on: owned by the thread
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final WorkerRequests requests;
  private final List<ContainerId> unsentReleases = new ArrayList<>();
  private final List<String> unsentAvoided = new ArrayList<>();
  private final List<String> unsentReadmitted = new ArrayList<>();
  private final NodeAvoidance avoidance = new NodeAvoidance();
  private final List<Runnable> beforeListener = new ArrayList<>();
  private WorkerListener listener;
  private String queue = "of the session";
  private RegisterApplicationMasterRequest registration;
  private WorkerDemand demand = new WorkerDemand(0, 0);
  private String shortage = "";
  private String trackingUrl;
  private int responseId;
  private int clusterNodes = 1;
  private int shortLives;
  private long notBeforeMillis;
  private long lastEndMillis = -FAST_AFTER_END_MILLIS;
  private long heartbeatDueMillis;
  private boolean registered;
  private boolean stopped;

  /**
   * @param resourceManager the ResourceManager
   * @param launcher starts workers in containers; closed with this
   * @param workerSize of a worker's container
   * @param nodeLabel node label expression, empty for none
   * @param clock milliseconds that only go forward
   * @param onReplaced called when YARN has given the application to another attempt, or ended it
   */
  YarnResourceProvider(
      ApplicationMasterProtocol resourceManager,
      WorkerLauncher launcher,
      Resource workerSize,
      String nodeLabel,
      LongSupplier clock,
      Consumer<String> onReplaced) {
    this.resourceManager = resourceManager;
    this.launcher = launcher;
    this.workerSize = workerSize;
    this.clock = clock;
    this.onReplaced = onReplaced;
    this.requests = new WorkerRequests(workerSize, nodeLabel);
    this.thread = new Thread(this::run, "yarn");
    thread.setDaemon(true);
  }

  /**
   * Registers with the ResourceManager in the provider's own thread and asks for the first workers
   * in the same breath. Before {@link #start}: what happens until then is told to the listener when
   * it comes.
   *
   * @param host of the ApplicationMaster
   * @param firstWorkers how many workers to ask for at once
   */
  void register(String host, int firstWorkers) {
    thread.start();
    mail.add(
        () -> {
          registration = RegisterApplicationMasterRequest.newInstance(host, -1, "");
          demand = new WorkerDemand(firstWorkers, 0);
          registerNow();
          reconcile();
        });
  }

  /** The ApplicationMaster serves at this address: tells YARN, and so its clients. */
  void serve(String address) {
    mail.add(
        () -> {
          trackingUrl = address;
          heartbeatDueMillis = clock.getAsLong();
        });
  }

  @Override
  public void start(WorkerListener workerListener) {
    mail.add(
        () -> {
          listener = workerListener;
          beforeListener.forEach(Runnable::run);
          beforeListener.clear();
        });
  }

  @Override
  public void want(WorkerDemand wanted) {
    mail.add(
        () -> {
          demand = wanted;
          reconcile();
        });
  }

  @Override
  public void release(String workerId, boolean graceful, String reason) {
    mail.add(
        () -> {
          Worker worker = workers.get(workerId);
          if (worker == null) {
            return;
          }
          LOG.info("Releasing {} on {}: {}", workerId, worker.host(), reason);
          worker.released = true;
          worker.releaseAtMillis = clock.getAsLong() + (graceful ? GRACE_MILLIS : 0);
        });
  }

  @Override
  public void stop() {
    mail.add(
        () -> {
          stopped = true;
          requests.adjust(0, clock.getAsLong());
          for (Worker worker : workers.values()) {
            worker.released = true;
            unsentReleases.add(worker.container.getId());
          }
          workers.clear();
        });
  }

  /**
   * Says good-bye to the ResourceManager and ends the thread. Blocks.
   *
   * @param succeeded the final status that YARN shows
   * @param message its diagnostics
   */
  void unregister(boolean succeeded, String message) throws InterruptedException {
    stop();
    mail.add(
        () -> {
          try {
            if (!registered) {
              return;
            }
            heartbeat();
            FinishApplicationMasterRequest finish =
                FinishApplicationMasterRequest.newInstance(
                    succeeded ? FinalApplicationStatus.SUCCEEDED : FinalApplicationStatus.FAILED,
                    message,
                    trackingUrl == null ? "" : trackingUrl);
            long deadline = clock.getAsLong() + 10_000;
            // YARN wants the call repeated until it has written the end down
            while (!resourceManager.finishApplicationMaster(finish).getIsUnregistered()
                && clock.getAsLong() < deadline) {
              TimeUnit.MILLISECONDS.sleep(FAST_MILLIS);
            }
          } catch (YarnException | IOException e) {
            LOG.warn("The ResourceManager did not take the end of the application", e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            thread.interrupt();
          }
        });
    thread.join(15_000);
    launcher.close();
  }

  private void run() {
    try {
      while (!thread.isInterrupted()) {
        try {
          turn();
        } catch (FlyshuttleException e) {
          // the session will end; until it has said good-bye the heartbeats go on
          demand = new WorkerDemand(0, 0);
          requests.adjust(0, clock.getAsLong());
          fail(e.getMessage(), e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The thread that speaks with YARN ends");
    } catch (ApplicationAttemptNotFoundException e) {
      LOG.error("YARN does not know this attempt any more", e);
      onReplaced.accept("YARN has ended the application or started another attempt");
    } catch (YarnException | IOException e) {
      fail("the ResourceManager refused or could not be reached: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      fail("failure in the talk with YARN: " + e, e);
    }
  }

  private void turn() throws InterruptedException, YarnException, IOException {
    long wait = heartbeatDueMillis - clock.getAsLong();
    Runnable message = wait > 0 ? mail.poll(wait, TimeUnit.MILLISECONDS) : mail.poll();
    if (message != null) {
      message.run();
    } else if (registered) {
      heartbeat();
    } else {
      heartbeatDueMillis = clock.getAsLong() + SLOW_MILLIS;
    }
  }

  private void fail(String message, Exception cause) {
    LOG.error("The session cannot go on: {}", message, cause);
    FlyshuttleException failure =
        cause instanceof FlyshuttleException coded
            ? coded
            : new FlyshuttleException(ErrorCode.SESSION_FAILED, message, cause);
    tell(() -> listener.onProviderFailed(failure));
  }

  private void tell(Runnable call) {
    if (listener == null) {
      beforeListener.add(call);
    } else if (!stopped) {
      call.run();
    }
  }

  private void registerNow() {
    try {
      RegisterApplicationMasterResponse response =
          resourceManager.registerApplicationMaster(registration);
      responseId = 0;
      if (!registered) {
        adopt(response);
      }
      registered = true;
      Resource largest = response.getMaximumResourceCapability();
      if (largest != null && largest.getMemorySize() < workerSize.getMemorySize()) {
        throw new FlyshuttleException(
            ErrorCode.CONTAINER_TOO_LARGE,
            "a worker of "
                + workerSize.getMemorySize()
                + " MB does not fit: the largest container of this cluster has "
                + largest.getMemorySize()
                + " MB; lower --taskManagerMemory");
      }
      if (response.getQueue() != null) {
        queue = response.getQueue();
      }
      LOG.info("Registered with the ResourceManager, queue {}", queue);
    } catch (YarnException | IOException e) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_FAILED, "the ResourceManager refused to register the session", e);
    }
  }

  /** Containers of an earlier attempt run on; the workers in them will register here. */
  private void adopt(RegisterApplicationMasterResponse response) {
    for (NMToken token : response.getNMTokensFromPreviousAttempts()) {
      NMTokenCache.setNMToken(token.getNodeId().toString(), token.getToken());
    }
    Map<String, String> hosts = new LinkedHashMap<>();
    for (Container container : response.getContainersFromPreviousAttempts()) {
      Worker worker = new Worker(container, clock.getAsLong());
      workers.put(worker.id(), worker);
      LOG.info("Container {} on {} is an earlier attempt's", worker.id(), worker.host());
      hosts.put(worker.id(), worker.host());
    }
    tell(() -> listener.onEarlierWorkers(hosts));
  }

  /** Asks for what is missing, takes back what is too much. */
  private void reconcile() {
    if (stopped || !registered) {
      return;
    }
    long now = clock.getAsLong();
    int held = 0;
    for (Worker worker : workers.values()) {
      held += worker.released ? 0 : 1;
    }
    int missing = Math.max(0, demand.workers() - held);
    if (missing > requests.outstanding() && now < notBeforeMillis) {
      return; // workers die young: the next heartbeats come back to it
    }
    if (missing != requests.outstanding()) {
      LOG.info("{} workers wanted, {} held: asking for {}", demand.workers(), held, missing);
      requests.adjust(missing, now);
      heartbeatDueMillis = now;
    }
  }

  private void heartbeat() throws YarnException, IOException {
    long now = clock.getAsLong();
    for (Worker worker : workers.values()) {
      if (worker.releaseAtMillis <= now) {
        worker.releaseAtMillis = Long.MAX_VALUE;
        launcher.stop(worker.container);
        unsentReleases.add(worker.container.getId());
        lastEndMillis = now;
      }
    }
    unsentReadmitted.addAll(avoidance.expired(now));
    reconcile();
    AllocateRequest request =
        AllocateRequest.newBuilder()
            .responseId(responseId)
            .progress(0)
            .askList(requests.takeUnsent())
            .releaseList(List.copyOf(unsentReleases))
            .resourceBlacklistRequest(
                ResourceBlacklistRequest.newInstance(
                    List.copyOf(unsentAvoided), List.copyOf(unsentReadmitted)))
            .trackingUrl(trackingUrl)
            .build();
    AllocateResponse response;
    try {
      response = resourceManager.allocate(request);
    } catch (ApplicationMasterNotRegisteredException e) {
      // a ResourceManager that was restarted keeps containers but has forgotten what we asked for
      LOG.info("The ResourceManager was restarted; registering again");
      registerNow();
      requests.sayAgain();
      heartbeatDueMillis = now;
      return;
    }
    unsentReleases.clear();
    unsentAvoided.clear();
    unsentReadmitted.clear();
    responseId = response.getResponseId();
    if (response.getNumClusterNodes() > 0) {
      clusterNodes = response.getNumClusterNodes();
    }
    for (NMToken token : response.getNMTokens()) {
      NMTokenCache.setNMToken(token.getNodeId().toString(), token.getToken());
    }
    if (response.getAMRMToken() != null) {
      AmRmToken.renew(response.getAMRMToken());
    }
    response.getAllocatedContainers().forEach(this::onAllocated);
    response.getCompletedContainersStatuses().forEach(this::onCompleted);
    onNotices(response);
    reconcile();
    checkShortage(response.getAvailableResources());
    heartbeatDueMillis = unsentReleases.isEmpty() ? now + interval() : now;
  }

  private long interval() {
    long now = clock.getAsLong();
    if (requests.outstanding() > 0) {
      return requests.oldestAgeMillis(now) < FAST_FOR_MILLIS ? FAST_MILLIS : WAITING_MILLIS;
    }
    return now - lastEndMillis < FAST_AFTER_END_MILLIS ? FAST_MILLIS : SLOW_MILLIS;
  }

  private void onAllocated(Container container) {
    if (stopped || !requests.meets(container)) {
      LOG.info("Container {} is surplus: released", container.getId());
      unsentReleases.add(container.getId());
      return;
    }
    Worker worker = new Worker(container, clock.getAsLong());
    workers.put(worker.id(), worker);
    LOG.info(
        "Container {} on {} allocated, {} MB",
        worker.id(),
        worker.host(),
        container.getResource().getMemorySize());
    tell(() -> listener.onWorkerAllocated(worker.id(), worker.host()));
    launcher
        .launch(container)
        .whenComplete((done, failure) -> mail.add(() -> onLaunched(worker, failure)));
  }

  private void onLaunched(Worker worker, Throwable failure) {
    if (workers.get(worker.id()) != worker) {
      return; // has ended meanwhile
    }
    if (failure == null) {
      tell(() -> listener.onWorkerStarted(worker.id(), worker.host()));
      return;
    }
    LOG.warn("Container {} on {} could not be launched", worker.id(), worker.host(), failure);
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    unsentReleases.add(worker.container.getId());
    ended(worker, -1000, root.toString());
  }

  private void onCompleted(ContainerStatus status) {
    Worker worker = workers.get(status.getContainerId().toString());
    if (worker != null) {
      ended(worker, status.getExitStatus(), status.getDiagnostics());
    }
  }

  private void ended(Worker worker, int status, String diagnostics) {
    workers.remove(worker.id());
    long now = clock.getAsLong();
    lastEndMillis = now;
    ContainerEnd end =
        ContainerEnd.of(status, diagnostics, (int) worker.container.getResource().getMemorySize());
    WorkerExit exit =
        new WorkerExit(
            worker.id(),
            worker.host(),
            end.code(),
            status,
            worker.released,
            worker.id() + " on " + worker.host() + ": " + end.reason());
    if (worker.released) {
      LOG.info("Worker ended as asked: {}", exit.reason());
    } else {
      LOG.warn("Worker lost: {}", exit.reason());
      if (end.nodeAtFault() && avoidance.onFailure(worker.host(), now, clusterNodes)) {
        LOG.warn(
            "Node {} is avoided for {} minutes: {} workers failed there",
            worker.host(),
            NodeAvoidance.WINDOW_MILLIS / 60_000,
            NodeAvoidance.FAILURES);
        unsentAvoided.add(worker.host());
      }
      countShortLife(worker, exit, now);
    }
    tell(() -> listener.onWorkerEnded(exit));
    reconcile();
  }

  /** Workers that die right after their start: ask ever more slowly, in the end give up. */
  private void countShortLife(Worker worker, WorkerExit exit, long now) {
    if (now - worker.allocatedAtMillis > SHORT_LIFE_MILLIS
        || exit.code() == ErrorCode.CONTAINER_PREEMPTED) {
      shortLives = 0;
      return;
    }
    shortLives++;
    if (shortLives >= Math.max(MIN_SHORT_LIVES, 3 * demand.workers())) {
      throw new FlyshuttleException(
          ErrorCode.SESSION_FAILED,
          shortLives
              + " workers in a row ended within "
              + SHORT_LIFE_MILLIS / 1000
              + " s of their start; the last one: "
              + exit.reason());
    }
    if (shortLives > 2) {
      notBeforeMillis = now + Math.min(MAX_DELAY_MILLIS, 250L << Math.min(shortLives - 2, 8));
      sayShortage("workers end right after their start; the last one: " + exit.reason());
    }
  }

  private void onNotices(AllocateResponse response) {
    for (NodeReport node : response.getUpdatedNodes()) {
      LOG.info("Node {} is now {}", node.getNodeId(), node.getNodeState());
    }
    PreemptionMessage preemption = response.getPreemptionMessage();
    if (preemption != null && preemption.getStrictContract() != null) {
      for (PreemptionContainer container : preemption.getStrictContract().getContainers()) {
        LOG.warn("YARN will take {} back for another queue", container.getId());
      }
    }
  }

  private void checkShortage(Resource available) {
    long now = clock.getAsLong();
    if (requests.outstanding() == 0) {
      if (now >= notBeforeMillis) {
        sayShortage("");
      }
    } else if (requests.oldestAgeMillis(now) >= SHORTAGE_AFTER_MILLIS) {
      String room =
          available == null
              ? ""
              : ", which has room for "
                  + available.getMemorySize()
                  + " MB and "
                  + available.getVirtualCores()
                  + " cores now";
      sayShortage(
          "YARN has not granted "
              + requests.outstanding()
              + " of "
              + demand.workers()
              + " workers of "
              + workerSize.getMemorySize()
              + " MB in queue "
              + queue
              + room);
    }
  }

  private void sayShortage(String reason) {
    if (!reason.equals(shortage)) {
      shortage = reason;
      if (!reason.isEmpty()) {
        LOG.info("Waiting for workers: {}", reason);
      }
      tell(() -> listener.onShortage(reason));
    }
  }
}
