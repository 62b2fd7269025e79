// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static io.flyshuttle.worker.loopback.TestOperators.each;
import static io.flyshuttle.worker.loopback.TestOperators.node;
import static io.flyshuttle.worker.loopback.TestOperators.plan;
import static io.flyshuttle.worker.loopback.TestOperators.seen;
import static io.flyshuttle.worker.loopback.TestOperators.sequence;
import static io.flyshuttle.worker.loopback.TestOperators.sink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.accumulator.IntCounter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.operator.PushSource;
import io.flyshuttle.core.plan.CodeBytes;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.array.LongPrimitiveArraySerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.JobContext;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.ResultSpec;
import io.flyshuttle.protocol.message.TaskDeployment;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a task does with its operators, one worker. */
@Timeout(600)
final class TaskBehaviourTest {

  private static final TypeSerializer<Long> LONGS = LongSerializer.INSTANCE;

  /** Reached when an operator of a test closes, and what it waits for then. */
  private static volatile CountDownLatch closing;

  private static volatile CountDownLatch mayClose;

  @TempDir Path directory;
  private LoopbackCluster cluster;
  private String test;

  @BeforeEach
  void start(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    cluster = new LoopbackCluster(directory, 1);
  }

  @AfterEach
  void nothingIsLeft() {
    cluster.assertNothingHeld();
    cluster.close();
  }

  /** Emits under the lock as old sources do; ends by itself, or when canceled. */
  private static final class Pushing implements PushSource {
    private final long count;
    private volatile boolean running = true;
    private OperatorContext context;
    private Output<Object> out;

    Pushing(long count) {
      this.count = count;
    }

    @Override
    public void open(OperatorContext newContext) {
      context = newContext;
      out = context.output();
    }

    @Override
    public void run() throws Exception {
      for (long i = 0; i < count && running; i++) {
        synchronized (context.sourceLock()) {
          out.emit(i, i);
          out.emitWatermark(i);
        }
      }
      if (count == 0) {
        new CountDownLatch(1).await();
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Writes down all that happens to it, and that no two things happen at once. */
  private static final class Witness implements Operator {
    private final String name;
    private final AtomicBoolean busy = new AtomicBoolean();
    private OperatorContext context;
    private boolean alarmSet;

    Witness(String name) {
      this.name = name;
    }

    private void note(Object event) {
      assertTrue(busy.compareAndSet(false, true), "two things at once");
      seen(name).add(event);
      busy.set(false);
    }

    @Override
    public void open(OperatorContext newContext) {
      context = newContext;
      note("open");
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      note(record);
      if (!alarmSet) {
        alarmSet = true;
        context
            .processingTime()
            .schedule(context.processingTime().currentTimeMillis() + 1, time -> note("alarm"));
        context.processingTime().schedule(Long.MAX_VALUE - 1, time -> note("never")).cancel();
        context.mailbox().execute("test", () -> note("mail"));
      }
    }

    @Override
    public long onWatermark(long watermark) {
      note("watermark " + watermark);
      assertEquals(watermark, context.currentWatermark());
      return watermark;
    }

    @Override
    public void endInput(int input) {
      note("end " + input);
    }

    @Override
    public void finish() {
      note("finish");
    }

    @Override
    public void close() {
      note("close");
    }
  }

  @Test
  void shouldRunAPushSourceWithMailAlarmsAndWatermarks() {
    String name = test;
    PlanNode source =
        new PlanNode("push", () -> new Pushing(20_000)).outputSerializer(LONGS).parallelism(1);
    JobGraph graph =
        plan(test, JobType.STREAMING, 1, new ExecutionConfig())
            .add(node("witness", source, Ship.automatic(), LONGS, () -> new Witness(name)))
            .toJobGraph();

    cluster.run(graph);

    List<Object> events = new ArrayList<>(seen(test));
    assertEquals("open", events.get(0));
    assertTrue(events.contains("mail"));
    int last = events.indexOf("watermark " + Long.MAX_VALUE);
    assertEquals(List.of("end 0", "finish", "close"), events.subList(last + 1, events.size()));
    assertEquals(20_000, events.stream().filter(Long.class::isInstance).count());
    assertTrue(
        events.indexOf((Object) 500L) < events.indexOf("watermark 500")
            && events.indexOf("watermark 500") < events.indexOf((Object) 501L));
  }

  @Test
  void shouldStopAPushSourceThatBlocks() {
    PlanNode source =
        new PlanNode("push", () -> new Pushing(0)).outputSerializer(LONGS).parallelism(1);
    JobGraph graph =
        plan(test).add(sink(test, source, Ship.automatic(), LONGS).parallelism(1)).toJobGraph();
    cluster.deploy(graph);
    cluster.awaitAll(graph, 0, TaskState.RUNNING);
    cluster.cancel(graph, 0);
    cluster.awaitAll(graph, 0, TaskState.CANCELED);
    cluster.release(graph);
  }

  @Test
  void shouldSendWatermarksWithTheirRecordsOverChannels() {
    String name = test;
    PlanNode source =
        new PlanNode("push", () -> new Pushing(5)).outputSerializer(LONGS).parallelism(2);
    JobGraph graph =
        plan(test, JobType.STREAMING, 1, new ExecutionConfig().setBufferTimeout(0))
            .add(
                node("witness", source, Ship.global(), LONGS, () -> new Witness(name))
                    .parallelism(1))
            .toJobGraph();

    cluster.run(graph);

    List<Object> events = new ArrayList<>(seen(test));
    assertEquals(10, events.stream().filter(Long.class::isInstance).count());
    for (long t = 0; t < 5; t++) {
      int watermark = events.indexOf("watermark " + t);
      if (watermark >= 0) {
        long time = t;
        assertTrue(
            events.subList(watermark, events.size()).stream()
                .noneMatch(e -> e instanceof Long late && late <= time));
      }
    }
    assertTrue(events.contains("watermark " + Long.MAX_VALUE));
  }

  /** Reads its second input whole before the first. */
  private static final class SecondFirst implements Operator {
    private final String name;
    private boolean secondEnded;

    SecondFirst(String name) {
      this.name = name;
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public int nextInput() {
      return secondEnded ? 0 : 1;
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      seen(name).add(input + ":" + record);
    }

    @Override
    public void endInput(int input) {
      seen(name).add("end " + input);
      secondEnded |= input == 1;
    }
  }

  @Test
  void shouldReadTheInputTheOperatorAsksFor() {
    String name = test;
    PlanNode first = sequence(20_000, (subtask, i) -> i, LONGS).parallelism(1);
    PlanNode second = sequence(30_000, (subtask, i) -> -i, LONGS).parallelism(1);
    PlanNode join =
        new PlanNode("join", () -> new SecondFirst(name))
            .input(0, first, "", Ship.rebalance(), LONGS)
            .input(1, second, "", Ship.rebalance(), LONGS)
            .parallelism(1);
    JobGraph graph = plan(test).add(join).toJobGraph();

    cluster.run(graph);

    List<Object> events = new ArrayList<>(seen(test));
    assertEquals(50_002, events.size());
    assertEquals(30_000, events.indexOf("end 1"));
    assertEquals(50_001, events.indexOf("end 0"));
  }

  @Test
  void shouldSendSideOutputsAndCopyOnlyWhereNeeded() {
    String name = test;
    TypeSerializer<long[]> arrays = LongPrimitiveArraySerializer.INSTANCE;
    PlanNode source =
        node(
                "split",
                sequence(3, (subtask, i) -> i, LONGS).parallelism(1),
                Ship.automatic(),
                arrays,
                () ->
                    new TestOperators.Each(
                        (record, time, out) -> {
                          long[] array = {(Long) record};
                          out.emit(array, time);
                          out.emitSide("odd", array, time);
                          seen(name).add(out.hasSide("odd") + " " + out.hasSide("none"));
                          seen(name + "-emitted").add(array);
                        }))
            .sideOutput("odd", arrays)
            .parallelism(1);
    PlanNode reader = sink(name + "-read", source, Ship.automatic(), arrays).parallelism(1);
    PlanNode keeper =
        sink(name + "-kept", source, Ship.automatic(), arrays).parallelism(1).keepsInput(true);
    PlanNode side =
        new PlanNode(
                "side",
                () ->
                    new TestOperators.Each((record, time, out) -> seen(name + "-side").add(record)))
            .input(0, source, "odd", Ship.automatic(), arrays)
            .keepsInput(true)
            .parallelism(1);
    JobGraph graph = plan(test).add(reader).add(keeper).add(side).toJobGraph();

    cluster.run(graph);

    assertEquals(1, graph.vertices().size());
    for (int i = 0; i < 3; i++) {
      Object emitted = seen(name + "-emitted").get(i);
      assertEquals("true false", seen(name).get(i));
      assertSame(emitted, seen(name + "-read").get(i));
      assertNotSame(emitted, seen(name + "-kept").get(i), "there is another receiver");
      assertSame(emitted, seen(name + "-side").get(i), "the only receiver of that output");
    }
  }

  private static final class Fails implements Operator {
    private final String where;

    Fails(String where) {
      this.where = where;
    }

    private void failIf(String here) {
      if (where.equals(here)) {
        throw new IllegalStateException("failed in " + here);
      }
    }

    @Override
    public void open(OperatorContext context) {
      failIf("open");
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      failIf("process");
    }

    @Override
    public void finish() {
      failIf("finish");
    }

    @Override
    public void close() {
      seen("closed " + where).add("closed");
      failIf("close");
    }
  }

  @Test
  void shouldFailAndCloseWhereverAnOperatorFails() {
    for (String where : List.of("open", "process", "finish", "close")) {
      PlanNode source = sequence(10, (subtask, i) -> i, LONGS).parallelism(1);
      JobGraph graph =
          plan(test)
              .add(
                  node("fails", source, Ship.automatic(), LONGS, () -> new Fails(where))
                      .parallelism(1))
              .toJobGraph();
      cluster.deploy(graph);
      Failure failure = cluster.await(graph, 0, 0, 0, TaskState::isTerminal).failure();
      assertEquals(ErrorCode.USER_FUNCTION_FAILED, failure.code());
      assertTrue(failure.message().startsWith("fails (1/1): "), failure::message);
      assertTrue(failure.message().contains("failed in " + where), failure::message);
      assertEquals(1, seen("closed " + where).size());
      cluster.release(graph);
    }
  }

  /** Fails, and closes when the test says so. */
  private static final class FailsSlowly implements Operator {
    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Object record, long timestamp) {
      throw new IllegalStateException("the cause of it all");
    }

    @Override
    public void close() throws InterruptedException {
      closing.countDown();
      mayClose.await();
    }
  }

  @Test
  void whenAFailedTaskIsToStopBeforeItHasEndedThenItsFailureIsTold() throws Exception {
    closing = new CountDownLatch(1);
    mayClose = new CountDownLatch(1);
    PlanNode source = sequence(10, (subtask, i) -> i, LONGS).parallelism(1);
    JobGraph graph =
        plan(test)
            .add(
                node("fails", source, Ship.automatic(), LONGS, () -> new FailsSlowly())
                    .parallelism(1))
            .toJobGraph();
    CountDownLatch answered = new CountDownLatch(1);
    cluster.observe(
        message -> {
          if (message instanceof MasterMessage.Pong) {
            answered.countDown();
          }
        });
    cluster.deploy(graph);
    closing.await();
    cluster.cancel(graph, 0);
    // what it answers comes after what it was told before
    cluster.worker(0).receive(new WorkerMessage.Ping(1));
    answered.await();
    mayClose.countDown();

    MasterMessage.TaskStateChanged end = cluster.await(graph, 0, 0, 0, TaskState::isTerminal);
    assertEquals(TaskState.FAILED, end.state());
    assertTrue(end.failure().message().contains("the cause of it all"), end.failure()::message);
    cluster.release(graph);
  }

  /** Has no elements; who looks at it waits until it is interrupted, as by the worker's close. */
  private static final class Holding extends AbstractList<ResultSpec> {
    private final CountDownLatch reached = new CountDownLatch(1);

    @Override
    public ResultSpec get(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
      reached.countDown();
      while (!Thread.currentThread().isInterrupted()) {
        LockSupport.park();
      }
      return 0;
    }
  }

  @Test
  void whenTheWorkerIsClosedWhileATaskIsPreparedThenTheTaskEnds() throws Exception {
    PlanNode source =
        new PlanNode("push", () -> new Pushing(0)).outputSerializer(LONGS).parallelism(1);
    JobGraph graph = plan(test).add(source).toJobGraph();
    JobContext job =
        new JobContext(
            graph.id(),
            graph.name(),
            graph.settings().type(),
            graph.files(),
            graph.executionConfig());
    Holding results = new Holding();
    TaskDeployment deployment =
        new TaskDeployment(
            new AttemptID(graph.id(), 0, 0, 0),
            graph.vertices().get(0),
            0,
            1 << 20,
            List.of(),
            results);
    try (LoopbackCluster other = new LoopbackCluster(directory.resolve("other"), 1)) {
      other.worker(0).receive(new WorkerMessage.DeployTasks(job, List.of(deployment)));
      results.reached.await();
    }
    LoopbackCluster.awaitTrue(
        "the task's thread ends",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("push (1/1)")));
  }

  @Test
  void shouldReportAccumulatorsAndMetricsAtTheEnd() throws Exception {
    PlanNode source = sequence(1000, (subtask, i) -> i, LONGS).parallelism(1);
    PlanNode counting = each(source, Ship.rebalance(), LONGS, (x, t, o) -> {}).parallelism(1);
    PlanNode counted = node("count", source, Ship.rebalance(), LONGS, Counted::new).parallelism(1);
    JobGraph graph = plan(test).add(counting).add(counted).toJobGraph();

    cluster.deploy(graph);
    cluster.awaitAll(graph, 0, TaskState.FINISHED);

    int vertex = graph.vertices().get(1).name().equals("count") ? 1 : 2;
    MasterMessage.TaskStateChanged end = cluster.await(graph, vertex, 0, 0, TaskState::isTerminal);
    IntCounter counter =
        CodeBytes.read(
            end.accumulators().get("records").inline(), TaskBehaviourTest.class.getClassLoader());
    assertEquals(1000, counter.getLocalValue());
    assertEquals(1000, end.metrics().recordsIn());
    MasterMessage.TaskStateChanged sent = cluster.await(graph, 0, 0, 0, TaskState::isTerminal);
    assertEquals(2000, sent.metrics().recordsOut());
    assertTrue(sent.metrics().bytesOut() >= 2 * 9000);
    assertTrue(end.metrics().bytesIn() >= 9000);
    cluster.release(graph);
  }

  private static final class Counted implements Operator {
    private IntCounter counter;
    private OperatorContext context;

    @Override
    public void open(OperatorContext newContext) {
      context = newContext;
      counter = context.runtimeContext().getIntCounter("records");
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      counter.add(1);
    }

    @Override
    public void finish() {
      var io = context.runtimeContext().getMetricGroup().getIOMetricGroup();
      assertEquals(1000, io.getNumRecordsInCounter().getCount());
      assertEquals(0, io.getNumRecordsOutCounter().getCount());
    }
  }
}
