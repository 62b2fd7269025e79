// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.checkpoint.CheckpointMetadata.OperatorState;
import io.flyshuttle.core.checkpoint.RestorePlan.Fate;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
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
    return new OperatorState(id, uid, "op " + uid, parallelism, max, parts, List.of(), List.of());
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
    OperatorState ended =
        new OperatorState(SUM, "", "source", 1, 128, List.of(), List.of(), List.of(0));
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

  @Test
  void whenRecordsAreInFlightThenTheParallelismCannotChange() {
    ChannelSnapshot record =
        new ChannelSnapshot(true, 0, 0, new StateBlob(new byte[1], "", 0, 1, 0));
    OperatorState state =
        new OperatorState(
            SUM, "sum", "sum", 1, 128, new ArrayList<>(), List.of(List.of(record)), List.of());
    assertTrue(
        RestorePlan.of(saved(state), graph(vertex(SUM, "sum", 1, 128)), settings(false, Map.of()))
            .refusal()
            .isEmpty());
    String refusal =
        RestorePlan.of(saved(state), graph(vertex(SUM, "sum", 2, 128)), settings(false, Map.of()))
            .refusal()
            .orElseThrow();
    assertTrue(refusal.contains("unaligned"), refusal);
    assertTrue(refusal.contains("take a savepoint"), refusal);

    // nor that of another task: the channels between the two are numbered by it
    OperatorState reader =
        new OperatorState(TOP, "map", "map", 1, 128, new ArrayList<>(), List.of(), List.of());
    refusal =
        RestorePlan.of(
                saved(state, reader),
                graph(vertex(SUM, "sum", 1, 128), vertex(TOP, "map", 2, 128)),
                settings(false, Map.of()))
            .refusal()
            .orElseThrow();
    assertTrue(refusal.contains("uid \"map\""), refusal);
  }
}
