// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
final class BufferPoolsTest {

  @Test
  void shouldKeepPromisesAndLendTheRest() {
    NetworkBufferPool network = new NetworkBufferPool(10 * 1024, 1024);
    LocalBufferPool promised = network.createPool(4, 4, "promised");
    LocalBufferPool greedy = network.createPool(1, 100, "greedy");

    List<Buffer> taken = new ArrayList<>();
    for (Buffer b = greedy.tryTake(); b != null; b = greedy.tryTake()) {
      taken.add(b);
    }
    assertEquals(6, taken.size(), "what nobody was promised");
    for (int i = 0; i < 4; i++) {
      taken.add(promised.tryTake());
      assertNotNull(taken.get(taken.size() - 1));
    }
    assertNull(promised.tryTake());
    taken.forEach(Buffer::release);
    promised.close();
    greedy.close();
    assertEquals(0, network.lentBuffers());
    assertEquals(0, network.promisedBuffers());
  }

  @Test
  void shouldRefusePromisesItCannotKeep() {
    NetworkBufferPool network = new NetworkBufferPool(10 * 1024, 1024);
    network.createPool(7, 7, "first");
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> network.createPool(4, 4, "map (1/2)"));
    assertEquals(ErrorCode.NOT_ENOUGH_BUFFERS, refused.code());
    assertTrue(refused.getMessage().startsWith("map (1/2) needs 4 network buffers, but only 3"));
    assertThrows(FlyshuttleException.class, () -> network.check(4, "x"));
    network.check(3, "x");
  }

  @Test
  void shouldWaitForABufferThatWasPromisedButIsLent() throws Exception {
    NetworkBufferPool network = new NetworkBufferPool(2 * 1024, 1024);
    LocalBufferPool first = network.createPool(0, 2, "first");
    Buffer one = first.tryTake();
    Buffer two = first.tryTake();
    LocalBufferPool second = network.createPool(2, 2, "second");
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<Buffer> waiting = executor.submit(second::take);
    assertNull(first.tryTake());
    one.release();
    Buffer got = waiting.get();
    assertNull(first.tryTake(), "the other one is promised too");
    two.release();
    Buffer last = second.take();
    got.release();
    last.release();
    first.close();
    second.close();
    executor.shutdown();
    assertEquals(0, network.lentBuffers());
  }

  @Test
  void shouldWakeWaitersWhenClosed() throws Exception {
    NetworkBufferPool network = new NetworkBufferPool(1024, 1024);
    LocalBufferPool pool = network.createPool(1, 1, "one");
    Buffer only = pool.take();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<Throwable> waiting =
        executor.submit(() -> assertThrows(TaskCanceledException.class, pool::take));
    pool.close();
    assertNotNull(waiting.get());
    executor.shutdown();
    assertEquals(1, network.lentBuffers());
    only.release();
    assertEquals(0, network.lentBuffers());
    assertEquals(0, network.promisedBuffers());
  }

  @Test
  void shouldCountReferences() {
    NetworkBufferPool network = new NetworkBufferPool(1024, 1024);
    LocalBufferPool pool = network.createPool(1, 1, "one");
    Buffer buffer = pool.take();
    buffer.retain();
    buffer.release();
    assertEquals(1, network.lentBuffers());
    buffer.release();
    assertEquals(0, network.lentBuffers());
    assertThrows(IllegalStateException.class, buffer::release);
    assertThrows(IllegalStateException.class, buffer::retain);
  }

  @Test
  void shouldStayInBalanceUnderManyThreads() throws Exception {
    NetworkBufferPool network = new NetworkBufferPool(20 * 64, 64);
    ExecutorService executor = Executors.newFixedThreadPool(6);
    List<Future<?>> runs = new ArrayList<>();
    for (int t = 0; t < 6; t++) {
      runs.add(
          executor.submit(
              () -> {
                for (int round = 0; round < 200; round++) {
                  LocalBufferPool pool = network.createPool(2, 8, "pool");
                  List<Buffer> held = new ArrayList<>();
                  for (int i = 0; i < 50; i++) {
                    if (held.size() < 2 || ThreadLocalRandom.current().nextBoolean()) {
                      Buffer taken = held.size() < 2 ? pool.take() : pool.tryTake();
                      if (taken != null) {
                        held.add(taken);
                      }
                    } else {
                      held.remove(held.size() - 1).release();
                    }
                  }
                  if (round % 2 == 0) {
                    pool.close();
                  }
                  held.forEach(Buffer::release);
                  pool.close();
                }
              }));
    }
    for (Future<?> run : runs) {
      run.get();
    }
    executor.shutdown();
    assertTrue(executor.awaitTermination(120, TimeUnit.SECONDS));
    assertEquals(0, network.lentBuffers());
    assertEquals(0, network.promisedBuffers());
    LocalBufferPool all = network.createPool(20, 20, "all");
    for (int i = 0; i < 20; i++) {
      assertNotNull(all.tryTake());
    }
  }
}
