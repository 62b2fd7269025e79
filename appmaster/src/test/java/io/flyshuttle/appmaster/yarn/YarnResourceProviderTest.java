// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.resource.WorkerDemand;
import io.flyshuttle.appmaster.resource.WorkerExit;
import io.flyshuttle.appmaster.resource.WorkerListener;
import io.flyshuttle.core.fault.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateRequest;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class YarnResourceProviderTest {
  private static final long LONGEST_DELAY_MILLIS = 30_000;

  /** What the provider told, in order. */
  private static final class Told implements WorkerListener {
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final BlockingQueue<WorkerExit> exits = new LinkedBlockingQueue<>();
    final BlockingQueue<String> shortages = new LinkedBlockingQueue<>();

    @Override
    public void onEarlierWorkers(Map<String, String> hosts) {
      hosts.keySet().forEach(worker -> lines.add("earlier " + worker));
    }

    @Override
    public void onWorkerAllocated(String workerId, String host) {
      lines.add("allocated " + workerId);
    }

    @Override
    public void onWorkerStarted(String workerId, String host) {
      lines.add("started " + workerId);
    }

    @Override
    public void onWorkerEnded(WorkerExit exit) {
      exits.add(exit);
    }

    @Override
    public void onShortage(String reason) {
      shortages.add(reason);
    }

    @Override
    public void onProviderFailed(Throwable failure) {
      lines.add("failed " + failure.getMessage());
    }

    String line() throws InterruptedException {
      String line = lines.poll(120, TimeUnit.SECONDS);
      assertTrue(line != null, "nothing was told");
      return line;
    }

    WorkerExit exit() throws InterruptedException {
      WorkerExit exit = exits.poll(120, TimeUnit.SECONDS);
      assertTrue(exit != null, "no end was told");
      return exit;
    }
  }

  /** Starts every container at once. */
  private static final class InstantLauncher implements WorkerLauncher {
    final BlockingQueue<ContainerId> stopped = new LinkedBlockingQueue<>();

    @Override
    public CompletableFuture<Void> launch(Container container) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void stop(Container container) {
      stopped.add(container.getId());
    }

    @Override
    public void close() {}
  }

  private final FakeResourceManager resourceManager = new FakeResourceManager();
  private final InstantLauncher launcher = new InstantLauncher();
  private final Told told = new Told();
  private final java.util.List<String> replaced = new java.util.concurrent.CopyOnWriteArrayList<>();
  private YarnResourceProvider provider;

  @BeforeEach
  void createProvider() {
    provider =
        new YarnResourceProvider(
            resourceManager,
            launcher,
            FakeResourceManager.SIZE,
            "",
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
            replaced::add);
  }

  @AfterEach
  void unregister() throws InterruptedException {
    provider.unregister(true, "the test is over");
    assertEquals(FinalApplicationStatus.SUCCEEDED, resourceManager.finalStatus());
  }

  @Test
  void shouldAskForTheFirstWorkersBeforeAnybodyListens() throws InterruptedException {
    provider.register("am-host", 2);

    List<ResourceRequest> asks = resourceManager.awaitRequest().getAskList();
    assertEquals(2, asks.size());
    ContainerId id = resourceManager.grant(asks.get(0));
    provider.start(told);

    assertEquals("allocated " + id, told.line());
    assertEquals("started " + id, told.line());
  }

  @Test
  void shouldAdoptTheContainersOfAnEarlierAttempt() throws InterruptedException {
    ContainerId id =
        ContainerId.newContainerId(
            ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1), 7);
    resourceManager.leave(
        Container.newInstance(
            id, NodeId.newInstance("node", 1), "", FakeResourceManager.SIZE, null, null));
    provider.register("am-host", 2);
    provider.start(told);
    assertEquals("earlier " + id, told.line());
    List<ResourceRequest> asks = resourceManager.awaitRequest().getAskList();
    assertEquals(1, asks.size(), "one of two workers is there already");
    resourceManager.end(id, 137);
    assertEquals(id.toString(), told.exit().workerId());
  }

  @Test
  void shouldReplaceAWorkerThatEnds() throws InterruptedException {
    provider.register("am-host", 1);
    provider.start(told);
    ContainerId id = resourceManager.grant(resourceManager.awaitRequest().getAskList().get(0));
    told.line();
    told.line();

    resourceManager.end(id, 137);

    WorkerExit exit = told.exit();
    assertEquals(id.toString(), exit.workerId());
    assertEquals(ErrorCode.CONTAINER_OUT_OF_MEMORY, exit.code());
    assertFalse(exit.expected());
    assertEquals(1, resourceManager.awaitRequest().getAskList().get(0).getNumContainers());
  }

  @Test
  void shouldGiveASurplusContainerBackAtOnce() throws InterruptedException {
    provider.register("am-host", 1);
    provider.start(told);
    ResourceRequest ask = resourceManager.awaitRequest().getAskList().get(0);
    ContainerId wanted = resourceManager.grant(ask);
    ContainerId surplus = resourceManager.grant(ask);

    AllocateRequest release = resourceManager.awaitRequest();

    assertEquals(List.of(surplus), release.getReleaseList());
    assertEquals("allocated " + wanted, told.line());
  }

  @Test
  void shouldTakeRequestsBackThatAreNotWantedAnyMore() throws InterruptedException {
    provider.register("am-host", 3);
    provider.start(told);
    assertEquals(3, resourceManager.awaitRequest().getAskList().size());

    provider.want(new WorkerDemand(1, 0));

    List<ResourceRequest> changes = resourceManager.awaitRequest().getAskList();
    assertEquals(2, changes.size());
    assertTrue(changes.stream().allMatch(change -> change.getNumContainers() == 0));
  }

  @Test
  void shouldNotReplaceAReleasedWorker() throws InterruptedException {
    provider.register("am-host", 1);
    provider.start(told);
    ContainerId id = resourceManager.grant(resourceManager.awaitRequest().getAskList().get(0));
    told.line();
    told.line();

    provider.want(new WorkerDemand(0, 0));
    provider.release(id.toString(), false, "idle");

    assertEquals(List.of(id), resourceManager.awaitRequest().getReleaseList());
    assertEquals(id, launcher.stopped.poll(120, TimeUnit.SECONDS));
    resourceManager.end(id, -105);
    assertTrue(told.exit().expected());
  }

  @Test
  void shouldAskAgainAfterTheResourceManagerWasRestarted() throws InterruptedException {
    provider.register("am-host", 2);
    provider.start(told);
    resourceManager.awaitRequest();

    resourceManager.restart();

    assertEquals(2, resourceManager.awaitRequest().getAskList().size());
    assertEquals(2, resourceManager.registrations());
  }

  @Test
  void shouldSayWhatIsMissingWhenNothingIsGranted() throws InterruptedException {
    provider.register("am-host", 1);
    provider.start(told);

    String shortage = told.shortages.poll(120, TimeUnit.SECONDS);

    assertTrue(shortage.contains("1 of 1 workers of 1024 MB"), shortage);
    assertTrue(shortage.contains("512 MB"), shortage);
  }

  @Test
  void shouldGiveUpWhenWorkersNeverLive() throws InterruptedException {
    // what the growing delays take is skipped
    AtomicLong skippedMillis = new AtomicLong();
    provider =
        new YarnResourceProvider(
            resourceManager,
            launcher,
            FakeResourceManager.SIZE,
            "",
            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + skippedMillis.get(),
            replaced::add);
    provider.register("am-host", 1);
    provider.start(told);
    for (int i = 0; i < 10; i++) {
      ContainerId id = resourceManager.grant(resourceManager.awaitRequest().getAskList().get(0));
      told.line();
      told.line();
      resourceManager.end(id, 1);
      if (i < 9) {
        told.exit();
        skippedMillis.addAndGet(LONGEST_DELAY_MILLIS);
      }
    }

    assertTrue(told.line().contains("10 workers in a row"), "the session should have given up");
  }
}
