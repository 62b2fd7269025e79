// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.schedule.AdaptiveStages.Stage;
import io.flyshuttle.appmaster.schedule.EdgeSizes.Row;
import io.flyshuttle.appmaster.schedule.ReadPlan.Part;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.JobEdge;
import io.flyshuttle.core.graph.KeyPlacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is read of joins, as sets of pairs: each must meet in one subtask, and in one only. */
final class ReadPlanTest {
  private static final long LIMIT = 1000;
  private static final KeyPlacement FREE = new KeyPlacement(true, LIMIT);
  private static final KeyPlacement DIVISIBLE = new KeyPlacement(true, 0);

  private static JobEdge edge(int id, int input, KeyPlacement placement) {
    return new JobEdge(
        id,
        id,
        0,
        "",
        9,
        input,
        ExchangeMode.BLOCKING,
        DistributionPattern.ALL_TO_ALL,
        "HASH",
        new byte[0],
        placement);
  }

  private static EdgeSizes sizes(JobEdge edge, long[]... rows) {
    List<Row> made = new ArrayList<>();
    for (int p = 0; p < rows.length; p++) {
      made.add(new Row(p, "worker-" + p % 3, rows[p]));
    }
    return new EdgeSizes(edge, made);
  }

  private static Stage stage(int parallelism, long bytesPerSubtask) {
    return new Stage(List.of(9), parallelism, bytesPerSubtask, 9);
  }

  @Test
  void shouldGiveASmallSideToAll() {
    ReadPlan plan =
        ReadPlan.of(
            stage(3, 100),
            List.of(
                sizes(edge(0, 0, FREE), new long[] {900, 0, 0}, new long[] {900, 10, 10}),
                sizes(edge(1, 1, FREE), new long[] {10, 10, 10})));

    assertEquals(3, plan.subtasks());
    assertEquals(60, plan.replicatedBytes());
    for (int k = 0; k < 3; k++) {
      assertEquals(List.of(new Part(0, 0, 3)), plan.parts(1, k));
    }
    assertEquals("worker-0", plan.place(0));
    assertTrue(plan.reason().startsWith("each reads all of input 1"), plan.reason());
  }

  @Test
  void whenTheSmallSideIsNotSmallEnoughThenBothAreReadByKey() {
    List<EdgeSizes> aboveTheLimit =
        List.of(
            sizes(edge(0, 0, FREE), new long[] {90_000, 90_000}),
            sizes(edge(1, 1, FREE), new long[] {600, 600}));
    assertEquals("", ReadPlan.of(stage(2, 100), aboveTheLimit).reason());

    List<EdgeSizes> notWorthIt =
        List.of(
            sizes(edge(0, 0, FREE), new long[] {300, 300}),
            sizes(edge(1, 1, FREE), new long[] {100, 100}));
    assertEquals("", ReadPlan.of(stage(2, 100), notWorthIt).reason());
  }

  @Test
  void shouldDivideALargeSubpartition() {
    long[] skewed = {1000, 10, 10, 10};
    ReadPlan plan =
        ReadPlan.of(
            stage(4, 100),
            List.of(
                sizes(edge(0, 0, DIVISIBLE), skewed, skewed, skewed),
                sizes(edge(1, 1, DIVISIBLE), new long[] {50, 50, 50, 50})));

    assertEquals(1, plan.dividedSubpartitions());
    assertEquals(4, plan.subtasks());
    assertEquals(100, plan.replicatedBytes());
    for (int k = 0; k < 3; k++) {
      assertEquals(List.of(new Part(k, 0, 1)), plan.parts(0, k));
      assertEquals(List.of(new Part(0, 0, 1)), plan.parts(1, k));
    }
    assertEquals(List.of(new Part(0, 1, 4)), plan.parts(1, 3));
  }

  @Test
  void whenOneProducerMadeAllThenNothingCanBeDivided() {
    ReadPlan plan =
        ReadPlan.of(
            stage(4, 100),
            List.of(
                sizes(edge(0, 0, DIVISIBLE), new long[] {3000, 10, 10, 10}, new long[4]),
                sizes(edge(1, 1, DIVISIBLE), new long[] {50, 50, 50, 50})));
    assertEquals("", plan.reason());
  }

  @Test
  void whenTheLargeSideIsKeptThenNothingIsDivided() {
    long[] skewed = {1000, 10, 10, 10};
    ReadPlan plan =
        ReadPlan.of(
            stage(4, 100),
            List.of(
                sizes(edge(0, 0, KeyPlacement.STRICT), skewed, skewed),
                sizes(edge(1, 1, DIVISIBLE), new long[] {50, 50, 50, 50})));
    assertEquals(0, plan.dividedSubpartitions());
  }

  /** The places of one side's records: edge, producer, subpartition. */
  private record Cell(int edge, int producer, int subpartition) {}

  private static List<Cell> read(ReadPlan plan, List<EdgeSizes> side, int subtask) {
    List<Cell> cells = new ArrayList<>();
    for (EdgeSizes edge : side) {
      List<Part> parts = plan.parts(edge.edge().id(), subtask);
      assertTrue(!parts.isEmpty(), "each edge has a channel");
      for (Part part : parts) {
        for (int s = part.first(); s < part.end(); s++) {
          cells.add(new Cell(edge.edge().id(), part.producer(), s));
        }
      }
    }
    return cells;
  }

  /** Records of two sides match if they are in subpartitions of one number. */
  @Property(tries = 400)
  void shouldBringAllPairsTogetherOnce(
      @ForAll @IntRange(min = 2, max = 7) int parallelism,
      @ForAll @IntRange(min = 1, max = 4) int producers,
      @ForAll @LongRange(min = 1, max = 3000) long bytesPerSubtask,
      @ForAll @IntRange(max = 3) int kind,
      @ForAll boolean union,
      @ForAll long seed) {
    Random random = new Random(seed);
    // as the planner says it of inner joins, and of joins that keep one side, or both
    boolean keepsFirst = (kind & 1) != 0;
    boolean keepsSecond = (kind & 2) != 0;
    KeyPlacement first = new KeyPlacement(!keepsSecond, keepsFirst ? 0 : LIMIT);
    KeyPlacement second = new KeyPlacement(!keepsFirst, keepsSecond ? 0 : LIMIT);
    List<EdgeSizes> left = new ArrayList<>();
    left.add(sizes(edge(0, 0, first), rows(random, producers, parallelism)));
    if (union) {
      left.add(sizes(edge(2, 0, first), rows(random, 1, parallelism)));
    }
    List<EdgeSizes> right =
        List.of(sizes(edge(1, 1, second), rows(random, producers, parallelism)));
    List<EdgeSizes> all = new ArrayList<>(left);
    all.addAll(right);

    ReadPlan plan = ReadPlan.of(stage(parallelism, bytesPerSubtask), all);

    assertTrue(plan.subtasks() >= 1 && plan.subtasks() <= parallelism);
    List<String> pairs = new ArrayList<>();
    List<Cell> lefts = new ArrayList<>();
    List<Cell> rights = new ArrayList<>();
    for (int k = 0; k < plan.subtasks(); k++) {
      List<Cell> a = read(plan, left, k);
      List<Cell> b = read(plan, right, k);
      lefts.addAll(a);
      rights.addAll(b);
      for (Cell x : a) {
        for (Cell y : b) {
          if (x.subpartition == y.subpartition) {
            pairs.add(x + " " + y);
          }
        }
      }
    }
    int leftRows = left.stream().mapToInt(edge -> edge.rows().size()).sum();
    assertEquals(leftRows * producers * parallelism, pairs.size(), plan.reason());
    assertEquals(pairs.size(), pairs.stream().distinct().count(), plan.reason());
    if (keepsFirst) {
      assertEquals(leftRows * parallelism, lefts.size(), "read once: " + plan.reason());
    }
    if (keepsSecond) {
      assertEquals(producers * parallelism, rights.size(), "read once: " + plan.reason());
    }
  }

  private static long[][] rows(Random random, int producers, int subpartitions) {
    long[][] rows = new long[producers][subpartitions];
    int hot = random.nextInt(subpartitions);
    long scale = 1L << random.nextInt(14);
    for (long[] row : rows) {
      for (int s = 0; s < subpartitions; s++) {
        row[s] = random.nextInt(4) == 0 ? 0 : (long) (random.nextDouble() * scale);
      }
      row[hot] *= 1 + random.nextInt(40);
    }
    return rows;
  }
}
