// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.RestorePlan.Fate;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.graph.JobSettings;
import io.flyshuttle.core.graph.JobType;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.graph.OperatorID;
import io.flyshuttle.core.graph.OperatorSpec;
import io.flyshuttle.core.graph.RestartSpec;
import io.flyshuttle.core.graph.RestoreSettings;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.core.state.KeyGroupRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RestorePlanTest {
  private static final OperatorID SUM = new OperatorID(1, 1);
  private static final OperatorID TOP = new OperatorID(1, 2);
  private static final OperatorID NEW = new OperatorID(1, 3);

  private static OperatorState keyed(OperatorID id, String uid, int parallelism, int max) {
    List<OperatorSnapshot> parts = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      KeyedStateHandle handle =
          new KeyedStateHandle(
              KeyedStateHandle.CANONICAL,
              KeyGroupRange.of(i, max, parallelism),
              new StateBlob(new byte[1], "", 0, 1, 0),
              List.of());
      parts.add(new OperatorSnapshot(id, handle, null, false));
    }
    return new OperatorState(id, uid, "op " + uid, parallelism, max, parts, List.of());
  }

  private static CheckpointMetadata saved(OperatorState... operators) {
    return new CheckpointMetadata(
        7, 0, CheckpointKind.SAVEPOINT, new JobID(), "job", List.of(operators));
  }

  private static JobVertex vertex(OperatorID id, String uid, int parallelism, int max) {
    return new JobVertex(
        id,
        "op " + uid,
        parallelism,
        max,
        "default",
        "",
        List.of(
            new OperatorSpec(
                id, uid, "op " + uid, OperatorSpec.HEAD, "", new byte[1], 0, List.of())),
        List.of(),
        new byte[0],
        0);
  }

  private static JobGraph graph(JobVertex... vertices) {
    return new JobGraph(
        new JobID(),
        "job",
        new JobSettings(JobType.STREAMING, RestartSpec.none(), Map.of()),
        List.of(vertices),
        List.of(),
        List.of(),
        new byte[0]);
  }

  private static RestoreSettings settings(boolean allow, Map<String, String> renamed) {
    return new RestoreSettings("file:/s", allow, false, renamed);
  }

  private static List<Fate> fates(RestorePlan plan) {
    return plan.lines().stream().map(RestorePlan.Line::fate).toList();
  }

  @Test
  void shouldMatchOperatorsByIdWhateverTheirOrder() {
    RestorePlan plan =
        RestorePlan.of(
            saved(keyed(SUM, "sum", 2, 128), keyed(TOP, "top", 2, 128)),
            graph(
                vertex(NEW, "new", 3, 128), vertex(TOP, "top", 3, 128), vertex(SUM, "sum", 1, 128)),
            settings(false, Map.of()));
    assertEquals(List.of(Fate.RESTORED, Fate.RESTORED, Fate.FRESH), fates(plan));
    assertTrue(plan.refusal().isEmpty());
    assertEquals("sum", plan.stateOf(SUM).orElseThrow().uid());
    assertTrue(plan.stateOf(NEW).isEmpty());
  }

  @Test
  void whenAnOperatorIsGoneThenItIsRefusedByNameUnlessAllowed() {
    CheckpointMetadata saved = saved(keyed(SUM, "sum", 2, 128));
    JobGraph graph = graph(vertex(NEW, "new", 2, 128));
    String refusal =
        RestorePlan.of(saved, graph, settings(false, Map.of())).refusal().orElseThrow();
    assertTrue(refusal.contains("uid \"sum\""), refusal);
    assertTrue(refusal.contains(SUM.toString()), refusal);
    assertTrue(refusal.contains("--allowNonRestoredState"), refusal);
    RestorePlan allowed = RestorePlan.of(saved, graph, settings(true, Map.of()));
    assertEquals(List.of(Fate.LEFT_BEHIND, Fate.FRESH), fates(allowed));
    RestorePlan mapped =
        RestorePlan.of(saved, graph, settings(false, Map.of(SUM.toString(), "new")));
    assertEquals(List.of(Fate.RESTORED), fates(mapped));
    assertEquals("sum", mapped.stateOf(NEW).orElseThrow().uid());
  }

  @Test
  void whenAnOperatorWithoutStateIsGoneThenNothingIsSaid() {
    OperatorState ended = new OperatorState(SUM, "", "source", 1, 128, List.of(), List.of(0));
    RestorePlan plan =
        RestorePlan.of(saved(ended), graph(vertex(NEW, "new", 1, 128)), settings(false, Map.of()));
    assertTrue(plan.refusal().isEmpty());
  }

  @Test
  void whenTheMappingNamesNothingThenItSaysSo() {
    CheckpointMetadata saved = saved(keyed(SUM, "sum", 2, 128));
    JobGraph graph = graph(vertex(SUM, "sum", 2, 128));
    for (Map<String, String> wrong : List.of(Map.of("summ", "sum"), Map.of("sum", "somme"))) {
      FlyshuttleException refused =
          assertThrows(
              FlyshuttleException.class,
              () -> RestorePlan.of(saved, graph, settings(false, wrong)));
      assertEquals(ErrorCode.STATE_NOT_RESTORABLE, refused.code());
    }
  }

  @Test
  void shouldTakeOverTheNumberOfKeyGroupsWhereTheProgramSetsNone() {
    CheckpointMetadata saved = saved(keyed(SUM, "sum", 2, 64));
    RestorePlan plan =
        RestorePlan.of(saved, graph(vertex(SUM, "sum", 3, 128)), settings(false, Map.of()));
    assertTrue(plan.refusal().isEmpty());
    assertEquals(
        64, plan.adopt(graph(vertex(SUM, "sum", 3, 128))).vertices().get(0).maxParallelism());
    String refusal =
        RestorePlan.of(saved, graph(vertex(SUM, "sum", 3, 200)), settings(false, Map.of()))
            .refusal()
            .orElseThrow();
    assertTrue(refusal.contains("setMaxParallelism(64)"), refusal);
    refusal =
        RestorePlan.of(saved, graph(vertex(SUM, "sum", 65, 128)), settings(false, Map.of()))
            .refusal()
            .orElseThrow();
    assertTrue(refusal.contains("64"), refusal);
  }

  private static EdgeInFlight inFlight(OperatorID source, OperatorID target, int ordinal) {
    StateBlob blob = new StateBlob(new byte[1], "", 0, 1, 0);
    return new EdgeInFlight(
        source,
        "",
        target,
        0,
        ordinal,
        "from \"a\" to \"b\"",
        1,
        1,
        List.of(new EdgeInFlight.Channel(0, 0, blob, null)));
  }

  private static CheckpointMetadata saved(OperatorState state, EdgeInFlight edge) {
    return new CheckpointMetadata(
        7, 0, CheckpointKind.CHECKPOINT, new JobID(), "job", List.of(state), List.of(edge));
  }

  private static JobEdge edge(int id, int source, int target, DistributionPattern pattern) {
    return new JobEdge(
        id, source, 0, "", target, 0, ExchangeMode.PIPELINED, pattern, "HASH", new byte[0]);
  }

  private static JobGraph graph(List<JobEdge> edges, JobVertex... vertices) {
    return new JobGraph(
        new JobID(),
        "job",
        new JobSettings(JobType.STREAMING, RestartSpec.none(), Map.of()),
        List.of(vertices),
        edges,
        List.of(),
        new byte[0]);
  }

  @Test
  void shouldFindTheEdgeOnWhichRecordsAreInFlightByWhatItConnects() {
    JobVertex sum = vertex(SUM, "sum", 1, 128);
    JobVertex top = vertex(TOP, "top", 2, 128);
    JobVertex other = vertex(NEW, "new", 1, 128);
    JobGraph graph =
        graph(
            List.of(
                edge(0, 0, 2, DistributionPattern.ALL_TO_ALL),
                edge(1, 0, 1, DistributionPattern.ALL_TO_ALL),
                edge(2, 0, 1, DistributionPattern.ALL_TO_ALL)),
            sum,
            top,
            other);
    EdgeInFlight second = inFlight(SUM, TOP, 1);
    RestorePlan plan =
        RestorePlan.of(saved(keyed(SUM, "sum", 1, 128), second), graph, settings(false, Map.of()));
    assertTrue(plan.refusal().isEmpty());
    assertTrue(plan.inFlightOf(0).isEmpty());
    assertTrue(plan.inFlightOf(1).isEmpty());
    assertEquals(second, plan.inFlightOf(2).orElseThrow());

    // the sender has another id now
    EdgeInFlight renamed = inFlight(new OperatorID(9, 9), TOP, 0);
    plan =
        RestorePlan.of(
            saved(keyed(new OperatorID(9, 9), "old", 1, 128), renamed),
            graph,
            settings(false, Map.of("old", "sum")));
    assertEquals(renamed, plan.inFlightOf(1).orElseThrow());
  }

  @Test
  void whenRecordsAreInFlightThatTheProgramDoesNotSendThenTheyAreRefusedUnlessAllowed() {
    JobGraph graph = graph(vertex(SUM, "sum", 1, 128), vertex(TOP, "top", 1, 128));
    CheckpointMetadata saved = saved(keyed(SUM, "sum", 1, 128), inFlight(SUM, TOP, 0));
    String refusal =
        RestorePlan.of(saved, graph, settings(false, Map.of())).refusal().orElseThrow();
    assertTrue(refusal.contains("from \"a\" to \"b\""), refusal);
    assertTrue(refusal.contains("take a savepoint"), refusal);
    assertTrue(RestorePlan.of(saved, graph, settings(true, Map.of())).refusal().isEmpty());
  }

  @Test
  void whenKeyedStateGetsItsRecordsNotByKeyThenItsParallelismCannotChangeWithThemInFlight() {
    List<JobEdge> edges = List.of(edge(0, 0, 1, DistributionPattern.POINTWISE));
    CheckpointMetadata saved = saved(keyed(TOP, "top", 1, 128), inFlight(SUM, TOP, 0));
    JobGraph wider = graph(edges, vertex(SUM, "sum", 2, 128), vertex(TOP, "top", 2, 128));
    String refusal =
        RestorePlan.of(saved, wider, settings(false, Map.of())).refusal().orElseThrow();
    assertTrue(refusal.contains("take a savepoint"), refusal);
    JobGraph same = graph(edges, vertex(SUM, "sum", 1, 128), vertex(TOP, "top", 1, 128));
    assertTrue(RestorePlan.of(saved, same, settings(false, Map.of())).refusal().isEmpty());
  }
}
