// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.OpenContext;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.JobStatus;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.StateRecoveryOptions;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.SinkFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.CheckpointConfig.ExternalizedCheckpointCleanup;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that are stopped with their state saved, and go on from it in another shape. */
@Timeout(600)
final class SavepointsTest {
  private static final int KEYS = 20;
  private static final long PER_PART = 3_000;
  private static final int PARTS = 4;

  /** The last sum of each key; the sink is in this process. */
  private static final Map<Long, Long> SUMS = new ConcurrentHashMap<>();

  /** Sources of the job that runs emit up to this position of each part. */
  private static final AtomicLong LIMIT = new AtomicLong();

  private static volatile CountDownLatch atLimit;

  @TempDir private Path directory;

  @BeforeEach
  void reset() {
    SUMS.clear();
  }

  private StreamExecutionEnvironment environment(String restore, boolean allow) {
    Configuration configuration = new Configuration();
    if (restore != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
      configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, allow);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.enableCheckpointing(50);
    environment
        .getCheckpointConfig()
        .setCheckpointStorage(directory.resolve("checkpoints").toUri());
    environment.setDefaultSavepointDirectory(directory.resolve("savepoints").toUri());
    return environment;
  }

  private static JobClient start(
      StreamExecutionEnvironment environment, int parallelism, long limit, String uid)
      throws Exception {
    LIMIT.set(limit);
    atLimit = new CountDownLatch(PARTS);
    environment.setParallelism(parallelism);
    environment
        .addSource(new Parts())
        .uid("numbers")
        .keyBy(n -> n % KEYS)
        .process(new Sum())
        .returns(Types.TUPLE(Types.LONG, Types.LONG))
        .uid(uid)
        .addSink(new LastSums());
    return environment.executeAsync("sums");
  }

  /** Every number up to the limit of each part counts once. */
  private static void assertSums(long limit) {
    for (long key = 0; key < KEYS; key++) {
      long sum = 0;
      for (long n = key; n < limit; n += KEYS) {
        sum += n * PARTS;
      }
      assertEquals(sum, SUMS.get(key), "key " + key);
    }
  }

  private static void awaitSums(long limit) throws InterruptedException {
    assertTrue(atLimit.await(120, TimeUnit.SECONDS));
    // The last records are on their way.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (true) {
      try {
        assertSums(limit);
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  /** A job that ends does not wait for its files to be deleted. */
  private static void awaitDeleted(Path path) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (Files.exists(path) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertFalse(Files.exists(path), path.toString());
  }

  @Test
  void shouldGoOnFromASavepointWithAnotherParallelism() throws Exception {
    JobClient first = start(environment(null, false), 2, PER_PART, "sum");
    awaitSums(PER_PART);
    String path = first.stopWithSavepoint(false, null).get(120, TimeUnit.SECONDS);
    assertEquals(JobStatus.FINISHED, first.getJobStatus().get());
    assertTrue(path.contains("/savepoints/savepoint-"), path);
    awaitDeleted(directory.resolve("checkpoints").resolve(first.getJobID().toString()));

    SUMS.clear();
    JobClient second = start(environment(path, false), 3, 2 * PER_PART, "sum");
    awaitSums(2 * PER_PART);
    second.cancel().get();
    assertTrue(Files.exists(Path.of(URI.create(path)).resolve("_metadata")));

    SUMS.clear();
    JobClient third = start(environment(path, false), 1, 3 * PER_PART, "sum");
    awaitSums(3 * PER_PART);
    third.cancel().get();
  }

  @Test
  void shouldTakeASavepointAndGoOnAndKeepACheckpointWhenItIsCancelled() throws Exception {
    StreamExecutionEnvironment environment = environment(null, false);
    environment
        .getCheckpointConfig()
        .setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    JobClient first = start(environment, 2, PER_PART, "sum");
    awaitSums(PER_PART);
    String savepoint = first.triggerSavepoint(null).get(120, TimeUnit.SECONDS);
    assertEquals(JobStatus.RUNNING, first.getJobStatus().get());
    first.cancel().get();
    assertThrows(
        ExecutionException.class, () -> first.getJobExecutionResult().get(120, TimeUnit.SECONDS));
    SUMS.clear();
    JobClient second = start(environment(savepoint, false), 2, 2 * PER_PART, "sum");
    awaitSums(2 * PER_PART);
    second.cancel().get();
  }

  @Test
  void whenTheStateDoesNotFitThenTheJobIsNotAccepted() throws Exception {
    JobClient first = start(environment(null, false), 1, PER_PART, "sum");
    awaitSums(PER_PART);
    String path = first.stopWithSavepoint(false, null).get(120, TimeUnit.SECONDS);
    FlyshuttleException refused =
        assertThrows(
            FlyshuttleException.class,
            () -> start(environment(path, false), 1, 2 * PER_PART, "another"));
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, refused.code());
    assertTrue(refused.getMessage().contains("uid \"sum\""), refused.getMessage());
    refused =
        assertThrows(
            FlyshuttleException.class,
            () -> start(environment(directory.toUri().toString(), false), 1, 1, "sum"));
    assertEquals(ErrorCode.CHECKPOINT_NOT_FOUND, refused.code());
    JobClient allowed = start(environment(path, true), 1, 2 * PER_PART, "another");
    assertTrue(atLimit.await(120, TimeUnit.SECONDS));
    allowed.cancel().get();
  }

  private static FlyshuttleException refused(Executable program) {
    return assertThrows(FlyshuttleException.class, program);
  }

  @Test
  void whenASavepointIsDamagedOrNoneThenThatIsSaid() throws Exception {
    JobClient first = start(environment(null, false), 1, PER_PART, "sum");
    awaitSums(PER_PART);
    String path = first.stopWithSavepoint(false, null).get(120, TimeUnit.SECONDS);
    Path metadata = Path.of(URI.create(path)).resolve("_metadata");
    byte[] whole = Files.readAllBytes(metadata);
    for (int at : new int[] {9, whole.length / 2, whole.length - 1}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x10;
      Files.write(metadata, flipped);
      FlyshuttleException damaged = refused(() -> start(environment(path, false), 1, 1, "sum"));
      assertTrue(
          damaged.code() == ErrorCode.CHECKPOINT_DAMAGED
              || damaged.code() == ErrorCode.STATE_NOT_RESTORABLE,
          damaged.getMessage());
      assertTrue(damaged.getMessage().contains("_metadata"), damaged.getMessage());
    }
    Files.writeString(metadata, "this is no savepoint but a letter of some length");
    FlyshuttleException none = refused(() -> start(environment(path, false), 1, 1, "sum"));
    assertTrue(none.getMessage().contains("_metadata"), none.getMessage());
  }

  @Test
  void whenTheTypeOfStateHasChangedThenTheStateIsNamed() throws Exception {
    JobClient first = start(environment(null, false), 1, PER_PART, "sum");
    awaitSums(PER_PART);
    String path = first.stopWithSavepoint(false, null).get(120, TimeUnit.SECONDS);
    StreamExecutionEnvironment environment = environment(path, false);
    environment.setParallelism(1);
    environment
        .addSource(new Parts())
        .uid("numbers")
        .keyBy(n -> n % KEYS)
        .map(new SumAsText())
        .uid("sum")
        .print();
    FlyshuttleException changed = refused(() -> environment.execute("sums as text"));
    assertEquals(ErrorCode.STATE_NOT_RESTORABLE, changed.code(), changed.getMessage());
    assertTrue(changed.getMessage().contains("\"sum\""), changed.getMessage());
  }

  /** Has state of another type under the name that another program used. */
  private static final class SumAsText extends RichMapFunction<Long, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<String> sum;

    @Override
    public void open(OpenContext context) {
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.STRING));
    }

    @Override
    public String map(Long number) throws Exception {
      sum.update(sum.value() + number);
      return sum.value();
    }
  }

  @Test
  void whenTheDirectoryCannotBeWrittenThenTheJobIsNotAccepted() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    StreamExecutionEnvironment environment = environment(null, false);
    environment.getCheckpointConfig().setCheckpointStorage(file.toUri());
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> start(environment, 1, 1, "sum"));
    assertEquals(ErrorCode.INVALID_OPTION, refused.code());
    assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
  }

  /** Numbers in parts, each with a position in list state, so that parts move between subtasks. */
  private static final class Parts extends RichParallelSourceFunction<Long>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient ListState<Long> positions;
    private long[] next;
    private volatile boolean running = true;

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      positions =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("positions", Types.LONG));
      if (context.isRestored()) {
        int count = 0;
        next = new long[PARTS];
        for (long position : positions.get()) {
          next[count++] = position;
        }
        next = Arrays.copyOf(next, count);
      } else {
        int tasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int own = getRuntimeContext().getIndexOfThisSubtask();
        next = new long[(PARTS - own + tasks - 1) / tasks];
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      positions.clear();
      for (long position : next) {
        positions.add(position);
      }
    }

    @Override
    public void run(SourceContext<Long> context) throws Exception {
      boolean[] told = new boolean[next.length];
      while (running) {
        boolean emitted = false;
        for (int part = 0; part < next.length; part++) {
          if (next[part] < LIMIT.get()) {
            synchronized (context.getCheckpointLock()) {
              context.collect(next[part]++);
            }
            emitted = true;
          } else if (!told[part]) {
            told[part] = true;
            atLimit.countDown();
          }
        }
        if (!emitted) {
          LockSupport.parkNanos(1_000_000);
        }
      }
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Running sums. */
  private static final class Sum extends KeyedProcessFunction<Long, Long, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> sum;

    @Override
    public void open(OpenContext context) {
      sum = getRuntimeContext().getState(new ValueStateDescriptor<>("sum", Types.LONG));
    }

    @Override
    public void processElement(Long number, Context context, Collector<Tuple2<Long, Long>> out)
        throws Exception {
      long total = (sum.value() == null ? 0 : sum.value()) + number;
      sum.update(total);
      out.collect(Tuple2.of(context.getCurrentKey(), total));
    }
  }

  /** Sums only grow. */
  private static final class LastSums implements SinkFunction<Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(Tuple2<Long, Long> sum, Context context) {
      SUMS.merge(sum.f0, sum.f1, Math::max);
    }
  }
}
