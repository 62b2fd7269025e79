// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.process.CoMapFunction;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.dataset.DataSet;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.KeyedStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plan of a program shows of what it sets, and what is said of what it leaves out. */
final class PlanOfStreamsTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(4);
  }

  /** Operators of a plan by name. */
  private static Map<String, JsonNode> operators(String plan) throws Exception {
    Map<String, JsonNode> operators = new LinkedHashMap<>();
    for (JsonNode node : new ObjectMapper().readTree(plan).get("nodes")) {
      operators.put(node.get("operator").asText(), node);
    }
    return operators;
  }

  private static String strategy(JsonNode operator) {
    return operator.get("inputs").get(0).get("ship_strategy").asText();
  }

  @Test
  void shouldShowNameUidParallelismAndChaining() throws Exception {
    env.fromSequence(1, 10)
        .map(n -> n)
        .name("chained")
        .uid("one")
        .map(n -> n)
        .name("begins")
        .startNewChain()
        .map(n -> n)
        .name("alone")
        .disableChaining()
        .map(n -> n)
        .name("after")
        .map(n -> n)
        .name("fewer")
        .setParallelism(2)
        .setMaxParallelism(64)
        .slotSharingGroup("others")
        .addSink(new DiscardingSink<>())
        .name("last");
    Map<String, JsonNode> plan = operators(env.getExecutionPlan());

    assertEquals("one", plan.get("chained").get("uid").asText());
    assertFalse(plan.get("begins").has("uid"));
    assertEquals("CHAINED", strategy(plan.get("chained")));
    assertEquals("FORWARD", strategy(plan.get("begins")));
    assertEquals("FORWARD", strategy(plan.get("alone")));
    assertEquals("FORWARD", strategy(plan.get("after")));
    assertEquals("REBALANCE", strategy(plan.get("fewer")));
    assertEquals(4, plan.get("after").get("parallelism").asInt());
    assertEquals(2, plan.get("fewer").get("parallelism").asInt());
    assertEquals(64, plan.get("fewer").get("max_parallelism").asInt());
    assertEquals("default", plan.get("after").get("slot_sharing_group").asText());
    assertEquals("others", plan.get("fewer").get("slot_sharing_group").asText());
  }

  @Test
  void whenChainingIsOffThenNoOperatorIsChained() throws Exception {
    env.disableOperatorChaining();
    env.fromSequence(1, 10).map(n -> n).name("map").addSink(new DiscardingSink<>()).name("sink");
    Map<String, JsonNode> plan = operators(env.getExecutionPlan());
    assertEquals("FORWARD", strategy(plan.get("map")));
    assertEquals("FORWARD", strategy(plan.get("sink")));
  }

  private static String details(JsonNode operator) {
    return operator.get("details").toString();
  }

  /** Tells both sides as text. */
  private static final class Texts implements CoMapFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map1(Long number) {
      return "one " + number;
    }

    @Override
    public String map2(Long number) {
      return "two " + number;
    }
  }

  @Test
  void shouldShowTheTypeOfTheKey() throws Exception {
    DataStream<Long> numbers = env.fromSequence(1, 10);
    KeyedStream<Long, String> byText = numbers.keyBy(n -> "k" + n % 3);
    byText.reduce(Long::sum).name("sum");
    KeyedStream<Long, String> other = env.fromSequence(1, 5).keyBy(n -> "k" + n);
    byText.connect(other).map(new Texts()).name("texts");
    Map<String, JsonNode> plan = operators(env.getExecutionPlan());
    assertEquals("[\"key: String\"]", details(plan.get("sum")));
    assertEquals(
        "[\"key of input 1: String\",\"key of input 2: String\"]", details(plan.get("texts")));

    ExecutionEnvironment batch = ExecutionEnvironment.getExecutionEnvironment();
    DataSet<Tuple2<String, Long>> pairs = batch.fromElements(Tuple2.of("a", 1L));
    pairs
        .join(pairs.groupBy(0).sum(1).name("sums"))
        .where(0)
        .equalTo(0)
        .name("join")
        .output(new DiscardingOutputFormat<>());
    plan = operators(batch.getExecutionPlan());
    assertTrue(details(plan.get("sums")).contains("key: [0] of type String"), plan.toString());
    assertTrue(
        details(plan.get("join")).contains("keys: [0] = [0] of type String"), plan.toString());
  }

  @Test
  void shouldNameOperatorsWithStateThatHaveNoUid() throws Exception {
    env.enableCheckpointing(60_000);
    env.fromSequence(1, 10).keyBy(n -> n % 3).reduce(Long::sum).name("nameless sum").print();
    env.fromSequence(1, 10).keyBy(n -> n % 3).reduce(Long::sum).name("known").uid("known").print();
    try (CapturedLog log = new CapturedLog("io.flyshuttle.datastream.SavedState")) {
      env.getExecutionPlan();
      String line = log.await("no uid");
      assertTrue(line.contains("nameless sum"), line);
      assertFalse(line.contains("known"), line);
    }
  }

  @Test
  void shouldSayThatADirectoryHasNoFiles(@TempDir Path directory) throws Exception {
    List<String> said = new ArrayList<>();
    JobExecutor executor =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            throw new IllegalStateException("only the plan is wanted");
          }

          @Override
          public int defaultParallelism() {
            return 1;
          }

          @Override
          public Configuration configuration() {
            return new Configuration();
          }

          @Override
          public void warn(String message) {
            said.add(message);
          }
        };
    try (JobExecutors.Installation ignored = JobExecutors.installForThread(executor)) {
      StreamExecutionEnvironment reading = StreamExecutionEnvironment.getExecutionEnvironment();
      reading.readTextFile(directory.toString()).print();
      reading.getExecutionPlan();
    }
    assertEquals(1, said.size(), said.toString());
    assertTrue(said.get(0).contains(directory.toString()), said.toString());
    assertTrue(said.get(0).contains("no files"), said.toString());
  }
}
