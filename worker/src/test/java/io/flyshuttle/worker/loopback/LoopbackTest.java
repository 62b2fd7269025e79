// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.loopback;

import static io.flyshuttle.worker.loopback.TestOperators.each;
import static io.flyshuttle.worker.loopback.TestOperators.plan;
import static io.flyshuttle.worker.loopback.TestOperators.seen;
import static io.flyshuttle.worker.loopback.TestOperators.sequence;
import static io.flyshuttle.worker.loopback.TestOperators.sink;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.plan.Chaining;
import io.flyshuttle.core.plan.PlanNode;
import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.serialize.basic.StringSerializer;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import io.flyshuttle.worker.agent.Worker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small jobs on two workers, over real sockets; nothing may be left at the end of each. */
@Timeout(600)
final class LoopbackTest {

  private static final TypeSerializer<Long> LONGS = LongSerializer.INSTANCE;
  private static final TypeSerializer<String> STRINGS = StringSerializer.INSTANCE;

  private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();

  @TempDir Path directory;
  private LoopbackCluster cluster;
  private String test;

  @BeforeEach
  void start(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    cluster = new LoopbackCluster(directory, 2);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    cluster.assertNothingHeld();
    cluster.close();
    LoopbackCluster.awaitTrue(
        "all threads end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .noneMatch(
                    name -> name.matches("(agent|network|result-reader)-w.*|.*\\(\\d+/\\d+\\).*")));
    try (Stream<Path> files = Files.walk(directory)) {
      assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
    }
  }

  private static List<Object> sorted(List<Object> values) {
    return new ArrayList<>(values).stream().sorted().toList();
  }

  private static List<Object> range(long end) {
    return LongStream.range(0, end).boxed().collect(Collectors.toList());
  }

  @Test
  void shouldRunAChainInOneTask() {
    PlanNode source = sequence(1000, (subtask, i) -> i * 2 + subtask, LONGS);
    PlanNode doubled =
        each(source, Ship.automatic(), LONGS, (x, time, out) -> out.emit((Long) x * 2, time));
    JobGraph graph = plan(test).add(sink(test, doubled, Ship.automatic(), LONGS)).toJobGraph();

    cluster.run(graph);

    assertEquals(1, graph.vertices().size());
    assertEquals(
        range(2000).stream().map(x -> (Object) ((Long) x * 2)).toList(), sorted(seen(test)));
  }

  @Test
  void shouldExchangeAllToAll() {
    PlanNode source = sequence(200_000, (subtask, i) -> i * 2 + subtask, LONGS);
    JobGraph graph =
        plan(test).add(sink(test, source, Ship.rebalance(), LONGS).parallelism(3)).toJobGraph();

    cluster.run(graph);

    assertEquals(range(400_000), sorted(seen(test)));
    assertTrue(cluster.worker(0).holdings().connections() <= 1);
    assertTrue(cluster.worker(1).holdings().connections() <= 1);
  }

  @Test
  void shouldKeepTheOrderOfAChannel() {
    PlanNode source = sequence(100_000, (subtask, i) -> i, LONGS).parallelism(1);
    JobGraph graph =
        plan(test).add(sink(test, source, Ship.global(), LONGS).parallelism(1)).toJobGraph();

    cluster.run(graph);

    assertEquals(range(100_000), seen(test));
  }

  @Test
  void shouldBringEqualKeysTogether() {
    PlanNode source = sequence(50_000, (subtask, i) -> i % 1000, LONGS);
    PlanNode sums =
        TestOperators.node("count", source, Ship.<Long, Long>hash(x -> x), LONGS, KeyCount::new);
    JobGraph graph = plan(test).add(sink(test, sums, Ship.automatic(), LONGS)).toJobGraph();

    cluster.run(graph);

    // each of 1000 keys is emitted once, by the one subtask that saw all of its 100 records
    assertEquals(range(1000), sorted(seen(test)));
  }

  private static final class KeyCount implements Operator {
    private final Map<Object, Integer> counts = new HashMap<>();
    private Output<Object> out;

    @Override
    public void open(OperatorContext context) {
      out = context.output();
    }

    @Override
    public void process(int input, Object record, long timestamp) {
      counts.merge(record, 1, Integer::sum);
    }

    @Override
    public void finish() {
      counts.forEach(
          (key, count) -> {
            if (count == 100) {
              out.emit(key, NO_TIMESTAMP);
            }
          });
    }
  }

  @Test
  void shouldBroadcastToAllAndSerializeOnce() {
    AtomicLong serialized = CountingSerializer.COUNT;
    serialized.set(0);
    PlanNode source = sequence(10_000, (subtask, i) -> i, new CountingSerializer()).parallelism(1);
    JobGraph graph =
        plan(test).add(sink(test, source, Ship.broadcast(), LONGS).parallelism(4)).toJobGraph();

    cluster.run(graph);

    assertEquals(40_000, seen(test).size());
    assertEquals(10_000, serialized.get());
    List<Object> fourTimes = new ArrayList<>();
    range(10_000).forEach(x -> fourTimes.addAll(List.of(x, x, x, x)));
    assertEquals(fourTimes, sorted(seen(test)));
  }

  @Test
  void shouldRescaleWithFewChannels() {
    PlanNode source = sequence(10_000, (subtask, i) -> i * 2 + subtask, LONGS);
    JobGraph graph =
        plan(test).add(sink(test, source, Ship.rescale(), LONGS).parallelism(4)).toJobGraph();

    cluster.run(graph);

    assertEquals(range(20_000), sorted(seen(test)));
  }

  @Test
  void shouldPassRecordsLargerThanManyBuffers() {
    int[] sizes = {0, 1, 32 << 10, (32 << 10) - 5, 1 << 20, 10 << 20, 7, 3 << 20};
    PlanNode source =
        sequence(
                sizes.length,
                (subtask, i) -> bytes((int) i, sizes),
                BytePrimitiveArraySerializer.INSTANCE)
            .parallelism(1);
    JobGraph graph =
        plan(test)
            .add(
                sink(test, source, Ship.global(), BytePrimitiveArraySerializer.INSTANCE)
                    .parallelism(1))
            .add(
                sink(test + "2", source, Ship.broadcast(), BytePrimitiveArraySerializer.INSTANCE)
                    .parallelism(2))
            .toJobGraph();

    cluster.run(graph);

    for (int i = 0; i < sizes.length; i++) {
      assertArrayEquals(bytes(i, sizes), (byte[]) seen(test).get(i));
    }
    long total = 2L * Arrays.stream(sizes).asLongStream().sum();
    assertEquals(total, seen(test + "2").stream().mapToLong(b -> ((byte[]) b).length).sum());
  }

  private static byte[] bytes(int index, int[] sizes) {
    byte[] bytes = new byte[sizes[index]];
    new Random(index).nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldHoldBackAFastSourceWithoutMemory() {
    AtomicLong produced = new AtomicLong();
    Counters.PRODUCED.put(test, produced);
    GATES.put(test, new CountDownLatch(1));
    String name = test;
    PlanNode source =
        sequence(
            1_000_000,
            (subtask, i) -> {
              Counters.PRODUCED.get(name).incrementAndGet();
              return i;
            },
            LONGS);
    PlanNode slow =
        each(
            source,
            Ship.rebalance(),
            LONGS,
            (x, time, out) -> {
              GATES.get(name).await();
              seen(name).add(1L);
            });
    JobGraph graph = plan(test).add(slow).toJobGraph();

    cluster.deploy(graph);
    cluster.awaitAll(graph, 0, TaskState.RUNNING);
    LoopbackCluster.awaitTrue("the source is blocked", () -> blockedNanos(graph) > 200_000_000L);
    long held = produced.get();
    long buffers = cluster.worker(0).holdings().lentBuffers();

    assertTrue(held < 500_000, () -> "produced " + held);
    assertTrue(buffers <= 60, () -> "buffers " + buffers);
    GATES.get(test).countDown();
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    assertEquals(2_000_000, seen(test).size());
    cluster.release(graph);
  }

  /** Two exchanges between the same workers: one stands still, the other is not held up by it. */
  @Test
  void whenOneChannelIsBlockedThenOthersOfTheConnectionGoOn() {
    GATES.put(test, new CountDownLatch(1));
    String name = test;
    PlanNode blocked =
        each(
            sequence(200_000, (subtask, i) -> i, LONGS),
            Ship.rebalance(),
            LONGS,
            (x, time, out) -> {
              GATES.get(name).await();
              seen(name).add(x);
            });
    PlanNode free =
        sink(
            test + " free",
            sequence(200_000, (subtask, i) -> i * 2 + subtask, LONGS),
            Ship.rebalance(),
            LONGS);
    JobGraph graph = plan(test).add(blocked).add(free).toJobGraph();

    cluster.deploy(graph);
    LoopbackCluster.awaitTrue("the free one ends", () -> seen(name + " free").size() == 400_000);
    assertEquals(List.of(), seen(test));
    assertTrue(cluster.worker(0).holdings().connections() <= 1);
    GATES.get(test).countDown();
    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    assertEquals(range(400_000), sorted(seen(test + " free")));
    assertEquals(400_000, seen(test).size());
    cluster.release(graph);
  }

  private static final class Counters {
    static final Map<String, AtomicLong> PRODUCED = new ConcurrentHashMap<>();
  }

  private long blockedNanos(JobGraph graph) {
    long least = Long.MAX_VALUE;
    for (Worker worker : cluster.workers()) {
      for (TaskMetrics task : worker.metrics()) {
        if (task.attempt().job().equals(graph.id()) && task.attempt().vertex() == 0) {
          least = Math.min(least, task.backpressuredNanos());
        }
      }
    }
    return least;
  }

  @Test
  void shouldReadABlockingResultTwice() {
    PlanNode source = sequence(300_000, (subtask, i) -> i * 2 + subtask, LONGS);
    PlanNode reader = sink(test, source, Ship.rebalance().blocking(), LONGS);
    JobGraph graph = plan(test).add(reader).toJobGraph();

    cluster.deploy(graph, vertex -> vertex.name().equals("sequence"), 0);
    cluster.awaitVertex(graph, 0, 0, TaskState.FINISHED);
    for (int attempt = 0; attempt < 2; attempt++) {
      cluster.deploy(graph, vertex -> vertex.name().equals("sink"), attempt);
      cluster.awaitVertex(graph, 1, attempt, TaskState.FINISHED);
      assertEquals(range(600_000), sorted(seen(test)));
      seen(test).clear();
    }
    cluster.release(graph);
  }

  @Test
  void shouldStopTasksThatAreBlocked() {
    GATES.put(test, new CountDownLatch(1));
    String name = test;
    PlanNode source = sequence(Long.MAX_VALUE, (subtask, i) -> i, LONGS);
    PlanNode stuck =
        each(source, Ship.rebalance(), LONGS, (x, time, out) -> GATES.get(name).await());
    JobGraph graph = plan(test).add(stuck).toJobGraph();

    cluster.deploy(graph);
    cluster.awaitAll(graph, 0, TaskState.RUNNING);
    LoopbackCluster.awaitTrue("the source is blocked", () -> blockedNanos(graph) > 20_000_000L);
    cluster.cancel(graph, 0);

    cluster.awaitAll(graph, 0, TaskState.CANCELED);
    cluster.release(graph);
  }

  @Test
  void shouldNameOperatorSubtaskAndFrameOfAUserError() {
    PlanNode source = sequence(1000, (subtask, i) -> i, LONGS).parallelism(1);
    PlanNode bad =
        each(
                source,
                Ship.automatic(),
                LONGS,
                (x, time, out) -> {
                  if ((Long) x == 500) {
                    throw new IllegalArgumentException("bad record " + x);
                  }
                  out.emit(x, time);
                })
            .name("parse")
            .parallelism(1);
    JobGraph graph =
        plan(test).add(sink(test, bad, Ship.rebalance(), LONGS).parallelism(2)).toJobGraph();

    cluster.deploy(graph);
    Failure failure = cluster.await(graph, 0, 0, 0, TaskState::isTerminal).failure();

    assertEquals(ErrorCode.USER_FUNCTION_FAILED, failure.code());
    assertTrue(failure.message().startsWith("parse (1/1): "), failure::message);
    assertTrue(failure.message().contains("bad record 500"), failure::message);
    for (int s = 0; s < 2; s++) {
      MasterMessage.TaskStateChanged reader = cluster.await(graph, 1, s, 0, TaskState::isTerminal);
      assertEquals(ErrorCode.PARTITION_LOST, reader.failure().code());
    }
    cluster.release(graph);
  }

  @Test
  void shouldTellTasksWhoseConnectionIsLost() throws Exception {
    LoopbackCluster three = new LoopbackCluster(directory.resolve("three"), 3);
    String name = test;
    GATES.put(test, new CountDownLatch(1));
    PlanNode source = sequence(Long.MAX_VALUE, (subtask, i) -> i, LONGS).parallelism(3);
    JobGraph graph =
        plan(test)
            .add(each(source, Ship.rebalance(), LONGS, (x, t, o) -> {}).parallelism(3))
            .toJobGraph();
    PlanNode calm =
        sequence(
                1,
                (subtask, i) -> {
                  GATES.get(name).await();
                  return i;
                },
                LONGS)
            .parallelism(1);
    JobGraph unaffected =
        plan(test).add(sink(test, calm, Ship.broadcast(), LONGS).parallelism(2)).toJobGraph();
    try {
      three.deploy(graph);
      three.deploy(unaffected);
      three.awaitAll(graph, 0, TaskState.RUNNING);
      three.awaitAll(unaffected, 0, TaskState.RUNNING);

      three.worker(2).close();

      for (int reader = 0; reader < 2; reader++) {
        Failure failure = three.await(graph, 1, reader, 0, TaskState::isTerminal).failure();
        assertTrue(
            failure.code() == ErrorCode.CHANNEL_LOST || failure.code() == ErrorCode.PARTITION_LOST,
            failure::toString);
      }
      GATES.get(test).countDown();
      three.awaitAll(unaffected, 0, TaskState.FINISHED);
      three.cancel(graph, 0);
      three.release(graph);
      three.release(unaffected);
      three.assertNothingHeld();
    } finally {
      three.close();
    }
  }

  @Test
  void shouldRunThreeJobsAtOnce() {
    List<JobGraph> graphs = new ArrayList<>();
    for (int j = 0; j < 3; j++) {
      PlanNode source = sequence(100_000, (subtask, i) -> "r" + (i * 2 + subtask), STRINGS);
      PlanNode keyed =
          each(
              source,
              Ship.<String, String>hash(s -> s),
              STRINGS,
              (x, time, out) -> out.emit(x, time));
      graphs.add(
          plan(test + j)
              .add(sink(test + j, keyed, Ship.rebalance(), STRINGS).parallelism(3))
              .toJobGraph());
    }

    graphs.forEach(cluster::deploy);
    graphs.forEach(graph -> cluster.awaitAll(graph, 0, TaskState.FINISHED));

    for (int j = 0; j < 3; j++) {
      assertEquals(200_000, Set.copyOf(seen(test + j)).size());
      assertEquals(200_000, seen(test + j).size());
    }
    graphs.forEach(cluster::release);
  }

  @Test
  void shouldRefuseATaskThatNeedsTooManyBuffers() throws Exception {
    try (LoopbackCluster small =
        new LoopbackCluster(directory.resolve("small"), 1, 8 * 4096, 4096)) {
      PlanNode source = sequence(10, (subtask, i) -> i, LONGS).parallelism(1);
      JobGraph graph =
          plan(test).add(sink(test, source, Ship.rebalance(), LONGS).parallelism(20)).toJobGraph();

      small.deploy(graph, vertex -> vertex.name().equals("sequence"), 0);
      Failure failure = small.await(graph, 0, 0, 0, TaskState::isTerminal).failure();

      assertEquals(ErrorCode.NOT_ENOUGH_BUFFERS, failure.code());
      assertTrue(failure.message().contains("21"), failure::message);
      assertTrue(failure.message().contains("8"), failure::message);
      assertTrue(
          failure.message().contains("taskmanager.network.memory.fraction"), failure::message);
      small.assertNothingHeld();
    }
  }

  @Test
  void shouldSendRecordsOfASlowStreamSoon() {
    GATES.put(test, new CountDownLatch(1));
    String name = test;
    PlanNode source =
        sequence(
                2,
                (subtask, i) -> {
                  if (i == 1) {
                    GATES.get(name).await();
                  }
                  return i;
                },
                LONGS)
            .parallelism(1);
    JobGraph graph =
        plan(test, JobType.STREAMING, 2, new ExecutionConfig().setBufferTimeout(5))
            .add(
                sink(test, source, Ship.rebalance(), LONGS).parallelism(1).chaining(Chaining.NEVER))
            .toJobGraph();

    cluster.deploy(graph);
    LoopbackCluster.awaitTrue("the first record is there", () -> seen(name).size() == 1);
    GATES.get(test).countDown();

    cluster.awaitAll(graph, 0, TaskState.FINISHED);
    assertEquals(2, seen(test).size());
    cluster.release(graph);
  }

  @Test
  void shouldBlameASerializerThatReadsOtherBytesThanItWrites() {
    for (int difference : new int[] {-1, 1, 4}) {
      PlanNode source =
          sequence(100, (subtask, i) -> i, new CrookedSerializer(difference)).parallelism(1);
      JobGraph graph =
          plan(test)
              .add(
                  sink(test, source, Ship.rebalance(), new CrookedSerializer(difference))
                      .parallelism(1))
              .toJobGraph();
      cluster.deploy(graph);
      Failure failure = cluster.await(graph, 1, 0, 0, TaskState::isTerminal).failure();
      assertEquals(ErrorCode.DATA_CORRUPT, failure.code());
      assertTrue(failure.message().contains("CrookedSerializer"), failure::message);
      cluster.await(graph, 0, 0, 0, TaskState::isTerminal);
      cluster.release(graph);
    }
  }
}
