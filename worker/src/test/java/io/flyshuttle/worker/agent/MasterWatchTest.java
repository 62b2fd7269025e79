// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.flyshuttle.protocol.wire.MasterLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class MasterWatchTest {
  private static final MasterLink NEXT = message -> {};

  @TempDir Path directory;

  private final AtomicLong seconds = new AtomicLong(100);
  private final List<String> done = new ArrayList<>();
  private final AtomicReference<MasterLink> moved = new AtomicReference<>();
  private final CountDownLatch moving = new CountDownLatch(1);
  private final ScheduledExecutorService agent = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    agent.shutdownNow();
  }

  private MasterWatch watch(MasterLookup lookup) {
    return new MasterWatch(
        agent,
        () -> seconds.get() * 1_000_000_000,
        lookup,
        new MasterWatch.Actions() {
          @Override
          public void cancelTasks() {
            done.add("cancel");
          }

          @Override
          public void moveTo(MasterLink next) {
            moved.set(next);
            moving.countDown();
          }

          @Override
          public void giveUp(String reason) {
            done.add("end");
          }
        });
  }

  @Test
  void whenNoOtherCanComeThenTheWorkerEndsWithTheTimeout() {
    MasterWatch watch = watch(null);
    watch.look();
    watch.registered(50_000);
    seconds.addAndGet(40);
    watch.look();
    watch.heard();
    seconds.addAndGet(49);
    watch.look();
    assertEquals(List.of(), done);
    seconds.addAndGet(2);
    watch.look();
    watch.look();
    assertEquals(List.of("cancel", "end"), done);
  }

  @Test
  void whenAnotherMayComeThenTasksEndWithTheTimeoutAndTheWorkerLater() {
    MasterWatch watch = watch(() -> null);
    watch.registered(50_000);
    seconds.addAndGet(51);
    watch.look();
    watch.look();
    assertEquals(List.of("cancel"), done);
    seconds.addAndGet(120);
    watch.look();
    assertEquals(List.of("cancel", "end"), done);
  }

  @Test
  void shouldMoveToTheNextMasterAfterAShortSilence() throws Exception {
    MasterWatch watch = watch(() -> NEXT);
    watch.registered(50_000);
    seconds.addAndGet(4);
    watch.look();
    assertEquals(1, moving.getCount(), "a short silence means nothing");
    seconds.addAndGet(2);
    watch.look();
    moving.await();
    assertSame(NEXT, moved.get());
    assertEquals(List.of(), done);
  }

  @Test
  void whenTheMasterGoesBeforeItAnswersThenTheNextIsFound() throws Exception {
    MasterWatch watch = watch(() -> NEXT);
    watch.registering();
    seconds.addAndGet(6);
    watch.look();
    moving.await();
    assertSame(NEXT, moved.get());
    assertEquals(List.of(), done);
  }

  @Test
  void shouldNotEndTheWorkerWhileItRegisters() {
    MasterWatch watch = watch(() -> null);
    watch.registering();
    seconds.addAndGet(100_000);
    watch.look();
    assertEquals(List.of(), done, "the registration has an end of its own");
  }

  @Test
  void shouldFindTheNewestMasterInTheStagingDirectory() throws IOException {
    List<String> asked = new ArrayList<>();
    StagedMasters masters =
        new StagedMasters(
            directory.toUri().toString(),
            1,
            actor -> {
              asked.add(actor);
              return NEXT;
            });
    assertNull(masters.newer(), "there is no directory yet");
    Path folder = Files.createDirectory(directory.resolve("masters"));
    assertNull(masters.newer());
    Files.writeString(folder.resolve("2"), "actor-2");
    Files.writeString(folder.resolve("10"), "actor-10\n");
    Files.writeString(folder.resolve(".11.unfinished"), "x");
    assertSame(NEXT, masters.newer());
    assertEquals(List.of("actor-10"), asked);
    assertNull(masters.newer(), "nobody newer than that one");
  }
}
