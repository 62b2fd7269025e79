// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.job.Graphs;
import io.flyshuttle.appmaster.schedule.SlotSharing.LogicalSlot;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegionsTest {

  private static Regions regions(Graphs graph) {
    return Regions.of(ExecutionGraph.expand(graph.build()));
  }

  @Test
  void shouldMakeSubtasksOfEachVertex() {
    ExecutionGraph graph =
        ExecutionGraph.expand(
            new Graphs().vertex("a", 2).vertex("b", 5).vertex("c", 3).shuffle(0, 1).build());
    assertEquals(10, graph.subtasks().size());
    assertEquals(7, graph.id(2, 0));
    assertEquals(5, graph.wiring(graph.inputs(1).get(0)).consumersOf(0).size());
    assertEquals("b (5/5)", graph.describe(1, 4));
  }

  @Test
  void whenAllIsShuffledPipelinedThenThereIsOneRegion() {
    Regions regions =
        regions(
            new Graphs().vertex("a", 3).vertex("b", 2).vertex("c", 4).shuffle(0, 1).shuffle(1, 2));
    assertEquals(1, regions.count());
    assertEquals(9, regions.subtasks(0).size());
  }

  @Test
  void whenChainsDoNotMeetThenEachIsARegion() {
    Regions regions = regions(new Graphs().vertex("a", 4).vertex("b", 4).forward(0, 1));
    assertEquals(4, regions.count());
    assertTrue(regions.consumers(0).isEmpty());
  }

  @Test
  void whenAnEdgeIsBlockingThenItSeparatesRegionsInOrder() {
    Regions regions = regions(new Graphs().vertex("a", 2).vertex("b", 3).blocking(0, 1));
    assertEquals(5, regions.count());
    for (int r = 0; r < 5; r++) {
      boolean producer = regions.subtasks(r).get(0).vertex() == 0;
      assertEquals(producer ? 0 : 2, regions.producers(r).cardinality());
      assertEquals(producer ? 3 : 0, regions.consumers(r).cardinality());
      if (!producer) {
        assertTrue(regions.producers(r).stream().allMatch(p -> p < regions.regionOf(2)));
      }
    }
  }

  @Test
  void whenRegionsWaitForEachOtherThenTheyAreOne() {
    // a -> c pipelined; a -> b -> c blocking: c cannot begin before b, nor b before a has ended.
    Regions regions =
        regions(
            new Graphs()
                .vertex("a", 2)
                .vertex("b", 2)
                .vertex("c", 2)
                .shuffle(0, 2)
                .blocking(0, 1)
                .blocking(1, 2));
    assertEquals(1, regions.count());
  }

  @Test
  void shouldExpandAThousandByAThousand() {
    Regions regions = regions(new Graphs().vertex("a", 1000).vertex("b", 1000).shuffle(0, 1));
    assertEquals(1, regions.count());
  }

  @Test
  void shouldPutAWholePipelineIntoAsManySlotsAsItsLargestParallelism() {
    ExecutionGraph graph =
        ExecutionGraph.expand(
            new Graphs()
                .vertex("a", 3)
                .vertex("b", 3)
                .vertex("c", 1)
                .vertex("d", 2)
                .shuffle(0, 1)
                .shuffle(1, 2)
                .shuffle(2, 3)
                .build());
    SlotSharing sharing = SlotSharing.of(graph);
    assertEquals(3, sharing.total());
    Set<LogicalSlot> all = new HashSet<>();
    for (int v = 0; v < 4; v++) {
      Set<LogicalSlot> ofVertex = new HashSet<>();
      for (int i = 0; i < graph.vertex(v).parallelism(); i++) {
        assertTrue(ofVertex.add(sharing.slotOf(graph.id(v, i))), "no two subtasks of a vertex");
      }
      all.addAll(ofVertex);
    }
    assertEquals(3, all.size());
  }

  @Test
  void whenGroupsDifferThenNoSlotIsShared() {
    JobGraph graph =
        new Graphs()
            .vertex("a", 2)
            .vertex("b", 2, "other", "", List.of(), new byte[0], 0)
            .shuffle(0, 1)
            .build();
    SlotSharing sharing = SlotSharing.of(ExecutionGraph.expand(graph));
    assertEquals(4, sharing.total());
    assertNotEquals(sharing.slotOf(0), sharing.slotOf(2));
  }

  @Test
  void whenVerticesAreCoLocatedThenEqualIndexesShareASlot() {
    JobGraph graph =
        new Graphs()
            .vertex("head", 3, "default", "loop", List.of(), new byte[0], 0)
            .vertex("wide", 6)
            .vertex("tail", 3, "default", "loop", List.of(), new byte[0], 0)
            .build();
    GraphCheck.check(graph);
    ExecutionGraph expanded = ExecutionGraph.expand(graph);
    SlotSharing sharing = SlotSharing.of(expanded);
    for (int i = 0; i < 3; i++) {
      assertEquals(
          sharing.slotOf(expanded.id(0, i)), sharing.slotOf(expanded.id(2, i)), "index " + i);
    }
  }

  @Test
  void whenCoLocatedVerticesDifferThenTheGraphIsRefused() {
    JobGraph graph =
        new Graphs()
            .vertex("head", 3, "default", "loop", List.of(), new byte[0], 0)
            .vertex("tail", 2, "default", "loop", List.of(), new byte[0], 0)
            .build();
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> GraphCheck.check(graph));
    assertEquals(ErrorCode.INVALID_PROGRAM, refused.code());
    assertTrue(refused.getMessage().contains("co-located"), refused.getMessage());
  }

  @Test
  void whenAnEdgeGoesBackThenTheGraphIsRefused() {
    JobGraph graph = new Graphs().vertex("a", 1).vertex("b", 1).shuffle(1, 0).build();
    assertThrows(FlyshuttleException.class, () -> GraphCheck.check(graph));
  }

  @Test
  void whenParallelismExceedsItsMaximumThenTheGraphIsRefused() {
    JobGraph graph = new Graphs().vertex("a", 129).build();
    FlyshuttleException refused =
        assertThrows(FlyshuttleException.class, () -> GraphCheck.check(graph));
    assertTrue(refused.getMessage().contains("129"), refused.getMessage());
  }
}
