// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.tuple.Tuple2;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class StreamGraphTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = new StreamExecutionEnvironment();
    env.setParallelism(2);
  }

  private static void refused(ErrorCode code, String part, Executable program) {
    FlyshuttleException e = assertThrows(FlyshuttleException.class, program);
    assertEquals(code, e.code());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void shouldChainWhatCanShareATask() {
    env.fromSequence(1, 9).map(i -> i + 1).filter(i -> i > 3).map(i -> i * 2).print();
    JobGraph graph = env.jobGraph("chained");

    assertEquals(JobType.STREAMING, graph.settings().type());
    assertEquals(1, graph.vertices().size());
    assertEquals(2, graph.vertices().get(0).parallelism());
    assertEquals(5, graph.vertices().get(0).operators().size());
  }

  @Test
  void whenChainingIsDisabledThenEachOperatorHasItsOwnTask() {
    env.disableOperatorChaining();
    env.fromSequence(1, 9).map(i -> i + 1).print();

    assertEquals(3, env.jobGraph("unchained").vertices().size());
  }

  @Test
  void shouldSendKeyedStreamsByHash() {
    env.fromData(Tuple2.of("a", 1)).keyBy(0).sum(1).print();
    JobGraph graph = env.jobGraph("keyed");

    assertEquals(List.of("HASH"), graph.edges().stream().map(JobEdge::shipStrategy).toList());
    assertEquals(List.of(1, 2), graph.vertices().stream().map(JobVertex::parallelism).toList());
  }

  @Test
  void shouldGiveTheSameIdsToTheSameProgram() {
    env.fromSequence(1, 9).map(i -> i + 1).print();

    assertEquals(
        env.jobGraph("a").vertices().stream().map(JobVertex::id).toList(),
        env.jobGraph("b").vertices().stream().map(JobVertex::id).toList());
  }

  @Test
  void shouldRefuseKeysWithoutEqualityByValue() {
    refused(
        ErrorCode.INVALID_PROGRAM,
        "arrays",
        () -> env.fromSequence(1, 2).map(i -> new int[] {1}).keyBy(array -> array));
  }

  @Test
  void shouldRefuseFieldsThatDoNotExist() {
    DataStream<Tuple2<String, Integer>> pairs = env.fromData(Tuple2.of("a", 1));

    refused(ErrorCode.INVALID_PROGRAM, "field position 2", () -> pairs.keyBy(2));
    refused(ErrorCode.INVALID_PROGRAM, "\"f7\" names no field", () -> pairs.keyBy("f7"));
    refused(ErrorCode.INVALID_PROGRAM, "is not a number", () -> pairs.keyBy(1).sum(0));
  }

  @Test
  void shouldRefuseTheSameUidTwice() {
    env.fromSequence(1, 2).map(i -> i).uid("one").map(i -> i).uid("one").print();

    refused(ErrorCode.INVALID_PROGRAM, "uid one", () -> env.jobGraph("twice"));
  }

  @Test
  void shouldNameTheFieldThatDoesNotSerialize() {
    refused(
        ErrorCode.FUNCTION_NOT_SERIALIZABLE,
        "connection",
        () -> env.fromSequence(1, 2).map(new Unsendable()));
  }

  private static final class Unsendable implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final Object connection = new Object();

    @Override
    public Long map(Long value) {
      return value + connection.hashCode();
    }
  }

  @Test
  void shouldRefuseAnEmptyProgram() {
    refused(ErrorCode.INVALID_PROGRAM, "no operators", () -> env.jobGraph("empty"));
  }

  @Test
  void shouldRefuseToRunAKeyedStreamThroughAnotherPartitioner() {
    refused(
        ErrorCode.INVALID_PROGRAM,
        "partitioned by its key",
        () -> env.fromSequence(1, 2).keyBy(i -> i).rebalance());
  }
}
