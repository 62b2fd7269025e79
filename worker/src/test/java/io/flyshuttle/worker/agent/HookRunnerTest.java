// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.GlobalHook;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.protocol.message.HookPhase;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Global hooks run once for each request, however often the request comes. */
final class HookRunnerTest {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static CountDownLatch gate = new CountDownLatch(0);

  private record CountingHook() implements GlobalHook {
    @Override
    public void initialize(int parallelism) throws InterruptedException {
      gate.await();
      RUNS.incrementAndGet();
    }

    @Override
    public void complete(int parallelism) {
      throw new IllegalStateException("not now");
    }
  }

  private static final List<String> STEPS = new CopyOnWriteArrayList<>();

  private record StepHook(String name, boolean fails) implements GlobalHook {
    @Override
    public void initialize(int parallelism) {}

    @Override
    public void complete(int parallelism) {
      if (fails) {
        throw new IllegalStateException("no room");
      }
      STEPS.add("complete " + name);
    }

    @Override
    public void announce(int parallelism) {
      STEPS.add("announce " + name + " of " + parallelism);
    }
  }

  private final BlockingQueue<MasterMessage> answers = new LinkedBlockingQueue<>();
  private final JobContext job =
      new JobContext(
          new JobID(),
          "hooked",
          JobType.BATCH,
          List.of(),
          CodeBytes.write(new ExecutionConfig(), "execution config"));
  private HookRunner runner;

  @BeforeEach
  void makeRunner(@TempDir Path directory) {
    JobLibrary library =
        new JobLibrary(
            directory,
            new Configuration(),
            HookRunnerTest.class.getClassLoader(),
            (delay, action) -> {});
    runner = new HookRunner("w", library, answers::add);
  }

  private WorkerMessage.RunGlobalHooks request(long number, HookPhase phase) {
    return new WorkerMessage.RunGlobalHooks(
        job,
        number,
        phase,
        List.of(new WorkerMessage.HookSpec(CodeBytes.write(new CountingHook(), "hook"), 3)));
  }

  private MasterMessage.GlobalHooksDone answer() throws InterruptedException {
    return (MasterMessage.GlobalHooksDone) answers.poll(120, TimeUnit.SECONDS);
  }

  @Test
  void shouldRunARequestOnceAndRepeatItsAnswer() throws Exception {
    RUNS.set(0);
    gate = new CountDownLatch(1);
    runner.run(request(1, HookPhase.INITIALIZE));
    runner.run(request(1, HookPhase.INITIALIZE));
    assertFalse(runner.areIdle());
    gate.countDown();
    MasterMessage.GlobalHooksDone first = answer();
    assertEquals(1, first.request());
    assertEquals(null, first.failure());
    assertTrue(runner.areIdle());
    assertEquals(0, answers.size(), "what still ran was not answered twice");
    runner.run(request(1, HookPhase.INITIALIZE));
    assertSame(first, answer());
    assertEquals(1, RUNS.get());
    runner.run(request(2, HookPhase.INITIALIZE));
    assertEquals(2, answer().request());
    assertEquals(2, RUNS.get());
  }

  private Failure complete(GlobalHook... hooks) throws InterruptedException {
    STEPS.clear();
    List<WorkerMessage.HookSpec> specs = new ArrayList<>();
    for (GlobalHook hook : hooks) {
      specs.add(new WorkerMessage.HookSpec(CodeBytes.write(hook, "hook"), 2));
    }
    runner.run(new WorkerMessage.RunGlobalHooks(job, 7, HookPhase.COMPLETE, specs));
    return answer().failure();
  }

  @Test
  void shouldAnnounceWhenAllAreComplete() throws Exception {
    assertEquals(null, complete(new StepHook("a", false), new StepHook("b", false)));
    assertEquals(List.of("complete a", "complete b", "announce a of 2", "announce b of 2"), STEPS);
  }

  @Test
  void whenOneCannotBeCompletedThenNoneIsAnnounced() throws Exception {
    Failure failure = complete(new StepHook("a", false), new StepHook("b", true));
    assertTrue(failure.message().contains("no room"), failure.message());
    assertEquals(List.of("complete a"), STEPS);
  }

  @Test
  void shouldTellAFailureAgain() throws Exception {
    runner.run(request(1, HookPhase.COMPLETE));
    MasterMessage.GlobalHooksDone failed = answer();
    assertTrue(failed.failure().message().contains("not now"), failed.failure().message());
    assertTrue(failed.failure().location().contains("complete outputs of job hooked"));
    runner.run(request(1, HookPhase.COMPLETE));
    assertSame(failed, answer());
    runner.release(job.id());
    runner.run(request(1, HookPhase.COMPLETE));
    assertEquals(1, answer().request());
  }
}
