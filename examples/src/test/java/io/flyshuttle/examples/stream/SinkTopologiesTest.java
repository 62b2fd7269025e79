// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.CommittableMessageTypeInfo;
import io.flyshuttle.core.connector.sink.CommittableSummary;
import io.flyshuttle.core.connector.sink.CommittableWithLineage;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.connector.sink.CommitterInitContext;
import io.flyshuttle.core.connector.sink.CommittingSinkWriter;
import io.flyshuttle.core.connector.sink.Sink;
import io.flyshuttle.core.connector.sink.SinkWriter;
import io.flyshuttle.core.connector.sink.SupportsCommitter;
import io.flyshuttle.core.connector.sink.older.GlobalCommitter;
import io.flyshuttle.core.connector.source.lib.DataGeneratorSource;
import io.flyshuttle.core.connector.source.lib.RateLimiterStrategy;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StandardSinkTopologies;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.SupportsPostCommitTopology;
import io.flyshuttle.datastream.SupportsPreCommitTopology;
import io.flyshuttle.datastream.SupportsPreWriteTopology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sinks with operators of their own before their writers, and around their commits. */
final class SinkTopologiesTest {
  private static final int COUNT = 40_000;

  /** What has been committed; a commit that is made again changes nothing. */
  private static final Set<String> COMMITTED = ConcurrentHashMap.newKeySet();

  private static final Set<String> COMMITTED_TOGETHER = ConcurrentHashMap.newKeySet();
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  private static final AtomicInteger ENDS = new AtomicInteger();

  @BeforeEach
  void reset() {
    COMMITTED.clear();
    COMMITTED_TOGETHER.clear();
    FAILURES_LEFT.set(0);
    ENDS.set(0);
  }

  private static DataStream<Long> numbers(StreamExecutionEnvironment env) {
    return env.fromSource(
            new DataGeneratorSource<>(
                n -> n, COUNT, RateLimiterStrategy.perSecond(100_000), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new FailsSometimes());
  }

  /** Fails in the midst as often as is wanted. */
  private static final class FailsSometimes implements MapFunction<Long, Long> {
    private int seen;

    @Override
    public Long map(Long number) {
      if (++seen > COUNT / 8 && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("a failure of this test");
      }
      return number;
    }
  }

  /** The numbers in committables, each as often as it is there. */
  private static TreeMap<Long, Integer> counts(Set<String> committables, String suffix) {
    TreeMap<Long, Integer> counts = new TreeMap<>();
    for (String committable : committables) {
      assertTrue(committable.endsWith(suffix), committable);
      String[] parts = committable.replace(suffix, "").split(" ");
      for (int i = 1; i < parts.length; i++) {
        counts.merge(Long.parseLong(parts[i]), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static void assertEachOnce(Set<String> committables, String suffix) {
    TreeMap<Long, Integer> counts = counts(committables, suffix);
    assertEquals(COUNT, counts.size());
    counts.forEach((number, times) -> assertEquals(1, times, () -> number + " in " + suffix));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20})
  void shouldCommitAllThatWasPreparedAndThenOnceMoreInOnePlace(int checkpointMillis)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    if (checkpointMillis > 0) {
      env.enableCheckpointing(checkpointMillis);
      env.setRestartStrategy(RestartStrategies.fixedDelayRestart(3, 10));
      FAILURES_LEFT.set(3);
    }
    numbers(env).sinkTo(new Everything()).name("everything").uid("all").setParallelism(3);
    String plan = env.getExecutionPlan();
    env.execute("sink topologies");

    assertEquals(0, FAILURES_LEFT.get());
    assertTrue(plan.contains("\"uid\": \"all#sink-"), plan);
    assertEachOnce(COMMITTED, "!");
    assertEquals(COMMITTED, COMMITTED_TOGETHER);
  }

  @Test
  @SuppressWarnings("deprecation")
  void shouldRunSinksOfTheFirstForm() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(2, 10));
    FAILURES_LEFT.set(2);
    numbers(env).sinkTo(new FirstForm());
    env.execute("a sink of the first form");

    assertEachOnce(COMMITTED, "");
    assertEachOnce(COMMITTED_TOGETHER, "");
    assertEquals(1, ENDS.get());
  }

  @Test
  void whenThereIsNothingToCommitThenTheSinkIsNamed() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<Long> numbers = env.fromSequence(1, 2);
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> numbers.sinkTo(new CommitsNothing()));
    assertEquals(ErrorCode.INVALID_PROGRAM, refused.code());
    assertTrue(refused.getMessage().contains("CommitsNothing"), refused.getMessage());
    assertTrue(refused.getMessage().contains("SupportsCommitter"), refused.getMessage());
  }

  /** Has no committer but wants to hear of commits. */
  private static final class CommitsNothing
      implements Sink<Long>, SupportsPostCommitTopology<String> {
    @Override
    public SinkWriter<Long> createWriter(InitContext context) {
      return new Batches();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<String>> committables) {
      throw new IllegalStateException("must not be asked");
    }
  }

  /** Uses each of the three topologies. */
  private static final class Everything
      implements Sink<Long>,
          SupportsCommitter<String>,
          SupportsPreWriteTopology<Long>,
          SupportsPreCommitTopology<String, String>,
          SupportsPostCommitTopology<String> {
    @Override
    public DataStream<Long> addPreWriteTopology(DataStream<Long> input) {
      return input.map(number -> number - 1).rebalance();
    }

    @Override
    public SinkWriter<Long> createWriter(InitContext context) {
      return new Batches();
    }

    @Override
    public SimpleVersionedSerializer<String> getWriteResultSerializer() {
      return new Text();
    }

    @Override
    public DataStream<CommittableMessage<String>> addPreCommitTopology(
        DataStream<CommittableMessage<String>> committables) {
      return committables
          .map(
              message ->
                  message instanceof CommittableWithLineage<String> lineage
                      ? lineage.map(old -> old + "!")
                      : ((CommittableSummary<String>) message).<String>map())
          .returns(CommittableMessageTypeInfo.of(Text::new));
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
      return new Remembering(COMMITTED);
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
      return new Text();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<String>> committables) {
      StandardSinkTopologies.addGlobalCommitter(
          committables, () -> new Remembering(COMMITTED_TOGETHER), Text::new);
    }
  }

  /** One committable for all numbers since the last: a name of its own and the numbers. */
  private static final class Batches implements CommittingSinkWriter<Long, String> {
    private final List<Long> numbers = new ArrayList<>();

    @Override
    public void write(Long number, Context context) {
      numbers.add(number);
    }

    @Override
    public void flush(boolean endOfInput) {
      // numbers wait for prepareCommit
    }

    @Override
    public Collection<String> prepareCommit() {
      return batch(numbers);
    }

    @Override
    public void close() {
      numbers.clear();
    }
  }

  private static List<String> batch(List<Long> numbers) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    StringBuilder text = new StringBuilder(UUID.randomUUID().toString());
    numbers.forEach(number -> text.append(' ').append(number));
    numbers.clear();
    return List.of(text.toString());
  }

  /** Has every second commit tried again. */
  private static final class Remembering implements Committer<String> {
    private final Set<String> committed;
    private int calls;

    Remembering(Set<String> committed) {
      this.committed = committed;
    }

    @Override
    public void commit(Collection<CommitRequest<String>> requests) {
      for (CommitRequest<String> request : requests) {
        if (++calls % 2 == 0) {
          request.retryLater();
        } else {
          committed.add(request.getCommittable());
        }
      }
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private static final class Text implements SimpleVersionedSerializer<String> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** A sink of the first form with all its parts. */
  @SuppressWarnings("deprecation")
  private static final class FirstForm
      implements io.flyshuttle.core.connector.sink.older.Sink<Long, String, Long, String> {
    @Override
    public io.flyshuttle.core.connector.sink.older.SinkWriter<Long, String, Long> createWriter(
        InitContext context, List<Long> states) {
      List<Long> numbers = new ArrayList<>(states);
      return new io.flyshuttle.core.connector.sink.older.SinkWriter<>() {
        @Override
        public void write(Long number, Context of) {
          numbers.add(number - 1);
        }

        /** Holds the newest back until the end: they are state. */
        @Override
        public List<String> prepareCommit(boolean flush) {
          int held = flush ? 0 : Math.min(10, numbers.size());
          List<Long> kept = List.copyOf(numbers.subList(numbers.size() - held, numbers.size()));
          List<String> batch = batch(new ArrayList<>(numbers.subList(0, numbers.size() - held)));
          numbers.clear();
          numbers.addAll(kept);
          return batch;
        }

        @Override
        public List<Long> snapshotState(long checkpointId) {
          return List.copyOf(numbers);
        }

        @Override
        public void close() {
          numbers.clear();
        }
      };
    }

    @Override
    public Optional<SimpleVersionedSerializer<Long>> getWriterStateSerializer() {
      return Optional.of(
          new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
              return 1;
            }

            @Override
            public byte[] serialize(Long number) {
              return number.toString().getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public Long deserialize(int version, byte[] bytes) {
              return Long.valueOf(new String(bytes, StandardCharsets.UTF_8));
            }
          });
    }

    @Override
    public Optional<io.flyshuttle.core.connector.sink.older.Committer<String>> createCommitter() {
      return Optional.of(
          new io.flyshuttle.core.connector.sink.older.Committer<>() {
            @Override
            public List<String> commit(List<String> committables) {
              COMMITTED.addAll(committables);
              return List.of();
            }

            @Override
            public void close() {
              // nothing is open
            }
          });
    }

    @Override
    public Optional<GlobalCommitter<String, String>> createGlobalCommitter() {
      return Optional.of(
          new GlobalCommitter<>() {
            @Override
            public List<String> filterRecoveredCommittables(List<String> globalCommittables) {
              return globalCommittables;
            }

            @Override
            public String combine(List<String> committables) {
              return String.join(";", committables);
            }

            @Override
            public List<String> commit(List<String> combined) {
              combined.forEach(all -> COMMITTED_TOGETHER.addAll(List.of(all.split(";"))));
              return List.of();
            }

            @Override
            public void endOfInput() {
              ENDS.incrementAndGet();
            }

            @Override
            public void close() {
              // nothing is open
            }
          });
    }

    @Override
    public Optional<SimpleVersionedSerializer<String>> getCommittableSerializer() {
      return Optional.of(new Text());
    }

    @Override
    public Optional<SimpleVersionedSerializer<String>> getGlobalCommittableSerializer() {
      return Optional.of(new Text());
    }
  }
}
