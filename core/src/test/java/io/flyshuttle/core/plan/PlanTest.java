// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.PlanJson;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanTest {

  private static final class Nothing implements Operator {
    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Object record, long timestamp) {}
  }

  private static PlanNode node(String name, PlanNode... inputs) {
    PlanNode node = new PlanNode(name, Nothing::new);
    for (PlanNode input : inputs) {
      node.input(0, input, "", Ship.automatic(), null);
    }
    return node;
  }

  private static Plan plan(PlanNode... sinks) {
    Plan plan =
        new Plan(
            "test",
            new JobSettings(JobType.STREAMING, RestartSpec.sessionDefault(), Map.of()),
            2,
            "config");
    for (PlanNode sink : sinks) {
      plan.add(sink);
    }
    return plan;
  }

  private static List<String> vertexNames(JobGraph graph) {
    return graph.vertices().stream().map(JobVertex::name).toList();
  }

  @Test
  void shouldChainForwardOperatorsOfOneParallelism() {
    PlanNode source = node("source");
    JobGraph graph = plan(node("sink", node("map", source))).toJobGraph();

    assertEquals(List.of("source -> map -> sink"), vertexNames(graph));
    assertEquals(
        List.of(OperatorSpec.HEAD, 0, 1),
        graph.vertices().get(0).operators().stream().map(OperatorSpec::chainedTo).toList());
    assertTrue(graph.edges().isEmpty());
  }

  @Test
  void shouldCutChainsWhereAsked() {
    PlanNode source = node("source");
    PlanNode never = node("never", source).chaining(Chaining.NEVER);
    PlanNode head = node("head", node("map", never)).chaining(Chaining.HEAD);
    JobGraph graph = plan(node("sink", head)).toJobGraph();

    assertEquals(List.of("source", "never", "map", "head -> sink"), vertexNames(graph));
    assertTrue(graph.edges().stream().allMatch(e -> e.pattern() == DistributionPattern.POINTWISE));
  }

  @Test
  void shouldNotChainAtAllWhenChainingIsOff() {
    JobGraph graph = plan(node("sink", node("source"))).chaining(false).toJobGraph();

    assertEquals(List.of("source", "sink"), vertexNames(graph));
  }

  @Test
  void shouldRebalanceWhereParallelismDiffers() {
    PlanNode source = node("source").parallelism(1);
    JobGraph graph = plan(node("sink", source).parallelism(3)).toJobGraph();

    assertEquals(1, graph.edges().size());
    assertEquals("REBALANCE", graph.edges().get(0).shipStrategy());
    assertEquals(DistributionPattern.ALL_TO_ALL, graph.edges().get(0).pattern());
  }

  @Test
  void shouldRefuseExplicitForwardWhereParallelismDiffers() {
    PlanNode sink = new PlanNode("sink", Nothing::new).parallelism(3);
    sink.input(0, node("source"), "", Ship.forward(), null);

    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> plan(sink).toJobGraph());
    assertEquals(ErrorCode.INVALID_PROGRAM, e.code());
    assertTrue(e.getMessage().contains("source") && e.getMessage().contains("sink"));
  }

  @Test
  void shouldUniteSeveralEdgesAtOneInput() {
    PlanNode sink = node("sink", node("a"), node("b"));
    JobGraph graph = plan(sink).toJobGraph();

    assertEquals(List.of("a", "b", "sink"), vertexNames(graph));
    assertEquals(2, graph.edges().size());
    assertTrue(graph.edges().stream().allMatch(e -> e.targetInput() == 0));
    assertTrue(graph.edges().stream().allMatch(e -> e.shipStrategy().equals("FORWARD")));
  }

  @Test
  void shouldNotChainOverABlockingEdge() {
    PlanNode sink = new PlanNode("sink", Nothing::new);
    sink.input(0, node("source"), "", Ship.automatic().blocking(), null);
    JobGraph graph = plan(sink).toJobGraph();

    assertEquals(2, graph.vertices().size());
    assertEquals(ExchangeMode.BLOCKING, graph.edges().get(0).exchange());
    assertEquals("FORWARD", graph.edges().get(0).shipStrategy());
  }

  @Test
  void shouldGiveTheSameIdsToTheSameProgram() {
    JobGraph first = plan(node("sink", node("map", node("source")))).toJobGraph();
    JobGraph second = plan(node("sink", node("map", node("source")))).toJobGraph();

    assertEquals(ids(first), ids(second));
    assertEquals(3, ids(first).stream().distinct().count());
    assertNotEquals(first.id(), second.id());
  }

  @Test
  void whenAnUnrelatedPartChangesThenIdsStay() {
    JobGraph before = plan(node("sink", node("map", node("source")))).toJobGraph();
    JobGraph after =
        plan(node("other sink", node("other source")), node("sink", node("map", node("source"))))
            .toJobGraph();

    assertTrue(ids(after).containsAll(ids(before)));
  }

  @Test
  void shouldTakeIdsFromUidsWhateverTheStructure() {
    JobGraph before = plan(node("sink", node("map", node("source")).uid("mine"))).toJobGraph();
    JobGraph after =
        plan(node("sink", node("mapped otherwise", node("filter", node("source"))).uid("mine")))
            .toJobGraph();

    assertEquals(idOf(before, "mine"), idOf(after, "mine"));
  }

  @Test
  void shouldRefuseAUidUsedTwice() {
    PlanNode sink = node("sink", node("a").uid("same"), node("b").uid("same"));

    FlyshuttleException e = assertThrows(FlyshuttleException.class, () -> plan(sink).toJobGraph());
    assertTrue(e.getMessage().contains("\"same\""));
  }

  @Test
  void shouldKeepSharingGroupsApart() {
    PlanNode isolated = node("map", node("source")).slotSharingGroup("g");
    JobGraph graph = plan(node("sink", isolated)).toJobGraph();

    assertEquals(List.of("source", "map -> sink"), vertexNames(graph));
    assertEquals("g", graph.vertices().get(1).slotSharingGroup());
  }

  @Test
  void shouldRefuseAPlanWithoutSinks() {
    assertThrows(FlyshuttleException.class, () -> plan().toJobGraph());
  }

  @Test
  void shouldNameTheFieldThatDoesNotSerialize() {
    Object lock = new Object();
    OperatorFactory factory =
        () -> {
          lock.notifyAll();
          return new Nothing();
        };
    FlyshuttleException e =
        assertThrows(
            FlyshuttleException.class, () -> plan(new PlanNode("bad", factory)).toJobGraph());

    assertEquals(ErrorCode.FUNCTION_NOT_SERIALIZABLE, e.code());
    assertTrue(e.getMessage().contains("\"bad\""), e.getMessage());
    assertTrue(e.getMessage().contains("java.lang.Object"), e.getMessage());
  }

  @Test
  void shouldDescribeTheGraphAsJson() {
    PlanNode sink = new PlanNode("the \"sink\"", Nothing::new).parallelism(1).detail("a detail");
    sink.input(0, node("source"), "", Ship.global(), null);
    String json = PlanJson.of(plan(sink).toJobGraph());

    assertTrue(json.contains("\"operator\": \"the \\\"sink\\\"\""), json);
    assertTrue(json.contains("\"ship_strategy\": \"GLOBAL\""), json);
    assertTrue(json.contains("\"details\": [\"a detail\"]"), json);
  }

  private static List<String> ids(JobGraph graph) {
    return graph.vertices().stream()
        .flatMap(v -> v.operators().stream())
        .map(o -> o.id().toString())
        .toList();
  }

  private static String idOf(JobGraph graph, String uid) {
    return graph.vertices().stream()
        .flatMap(v -> v.operators().stream())
        .filter(o -> o.uid().equals(uid))
        .map(o -> o.id().toString())
        .findFirst()
        .orElseThrow();
  }
}
