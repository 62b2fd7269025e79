// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.tuple.Tuple2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The graph examples on the bundled graph, against plain Java. */
final class GraphExamplesTest {
  private static final int SIZE = BundledGraph.VERTICES + 1;

  @TempDir private Path directory;

  private static boolean[][] edges() {
    boolean[][] edges = new boolean[SIZE][SIZE];
    for (Tuple2<Long, Long> edge : BundledGraph.edges()) {
      edges[edge.f0.intValue()][edge.f1.intValue()] = true;
    }
    return edges;
  }

  private static boolean[][] closure(boolean[][] edges) {
    for (int via = 1; via < SIZE; via++) {
      for (int from = 1; from < SIZE; from++) {
        for (int to = 1; to < SIZE; to++) {
          edges[from][to] |= edges[from][via] && edges[via][to];
        }
      }
    }
    return edges;
  }

  @Test
  void shouldRankPages() throws Exception {
    PageRank.main(OutputLines.arguments(directory));

    double base = (1 - PageRank.DAMPING) / BundledGraph.VERTICES;
    int[] links = new int[SIZE];
    BundledGraph.edges().forEach(edge -> links[edge.f0.intValue()]++);
    double[] ranks = new double[SIZE];
    Arrays.fill(ranks, 1.0 / BundledGraph.VERTICES);
    for (int round = 0; round < 200; round++) {
      double[] next = new double[SIZE];
      Arrays.fill(next, base);
      for (Tuple2<Long, Long> edge : BundledGraph.edges()) {
        int from = edge.f0.intValue();
        next[edge.f1.intValue()] += PageRank.DAMPING * ranks[from] / links[from];
      }
      ranks = next;
    }
    List<String> lines = OutputLines.sorted(directory);
    assertEquals(BundledGraph.VERTICES, lines.size());
    double sum = 0;
    for (String line : lines) {
      String[] fields = line.split(",");
      double rank = Double.parseDouble(fields[1]);
      sum += rank;
      assertEquals(ranks[Integer.parseInt(fields[0])], rank, 10 * PageRank.EPSILON, line);
    }
    assertEquals(1, sum, 1e-9);
  }

  @Test
  void shouldFindConnectedComponents() throws Exception {
    ConnectedComponents.main(OutputLines.arguments(directory));

    boolean[][] connected = edges();
    for (int a = 1; a < SIZE; a++) {
      for (int b = 1; b < SIZE; b++) {
        connected[a][b] |= connected[b][a] || a == b;
      }
    }
    closure(connected);
    TreeSet<String> expected = new TreeSet<>();
    for (int vertex = 1; vertex < SIZE; vertex++) {
      int smallest = 1;
      while (!connected[vertex][smallest]) {
        smallest++;
      }
      expected.add(vertex + "," + smallest);
    }
    assertEquals(List.copyOf(expected), OutputLines.sorted(directory));
  }

  @Test
  void shouldFindTransitiveClosure() throws Exception {
    TransitiveClosure.main(OutputLines.arguments(directory));

    boolean[][] paths = closure(edges());
    TreeSet<String> expected = new TreeSet<>();
    for (int from = 1; from < SIZE; from++) {
      for (int to = 1; to < SIZE; to++) {
        if (paths[from][to]) {
          expected.add(from + "," + to);
        }
      }
    }
    assertEquals(List.copyOf(expected), OutputLines.sorted(directory));
  }

  @Test
  void shouldListTriangles() throws Exception {
    EnumTriangles.main(OutputLines.arguments(directory));

    boolean[][] edges = edges();
    TreeSet<String> expected = new TreeSet<>();
    for (int a = 1; a < SIZE; a++) {
      for (int b = a + 1; b < SIZE; b++) {
        for (int c = b + 1; c < SIZE; c++) {
          if ((edges[a][b] || edges[b][a])
              && (edges[b][c] || edges[c][b])
              && (edges[a][c] || edges[c][a])) {
            expected.add(a + "," + b + "," + c);
          }
        }
      }
    }
    assertEquals(List.copyOf(expected), OutputLines.sorted(directory));
  }

  @Test
  void shouldMoveCentersToTheirPoints() throws Exception {
    KMeans.main(OutputLines.arguments(directory));

    Map<Integer, double[]> centers = new HashMap<>();
    KMeans.bundledCenters().forEach(c -> centers.put(c.f0, new double[] {c.f1, c.f2}));
    for (int round = 0; round < 10; round++) {
      Map<Integer, List<KMeans.Point>> groups = new HashMap<>();
      for (KMeans.Point point : KMeans.bundledPoints()) {
        int nearest =
            centers.keySet().stream()
                .min(Comparator.comparingDouble(id -> distance(centers.get(id), point)))
                .orElseThrow();
        groups.computeIfAbsent(nearest, id -> new ArrayList<>()).add(point);
      }
      groups.forEach(
          (id, points) ->
              centers.put(
                  id,
                  new double[] {
                    points.stream().mapToDouble(p -> p.x).average().orElseThrow(),
                    points.stream().mapToDouble(p -> p.y).average().orElseThrow()
                  }));
    }
    List<String> lines = OutputLines.sorted(directory);
    assertEquals(3, lines.size());
    for (String line : lines) {
      String[] fields = line.split(",");
      double[] center = centers.get(Integer.valueOf(fields[0]));
      assertEquals(center[0], Double.parseDouble(fields[1]), 1e-6, line);
      assertEquals(center[1], Double.parseDouble(fields[2]), 1e-6, line);
    }
  }

  private static double distance(double[] center, KMeans.Point point) {
    return Math.hypot(center[0] - point.x, center[1] - point.y);
  }

  @Test
  void shouldFitALine() throws Exception {
    LinearRegression.main(OutputLines.arguments(directory));

    // The line of least squares, in closed form.
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (Tuple2<Double, Double> point : LinearRegression.bundledPoints()) {
      n++;
      x += point.f0;
      y += point.f1;
      xx += point.f0 * point.f0;
      xy += point.f0 * point.f1;
    }
    double slope = (n * xy - x * y) / (n * xx - x * x);
    String[] fields = OutputLines.sorted(directory).get(0).split(",");
    assertEquals((y - slope * x) / n, Double.parseDouble(fields[0]), 1e-6);
    assertEquals(slope, Double.parseDouble(fields[1]), 1e-6);
  }
}
