// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples over their bundled data give what a plain loop over the same lines gives. The loops
 * know nothing of windows, timers or keyed state.
 */
final class StreamExamplesTest {
  private StreamExecutionEnvironment env;

  @BeforeEach
  void makeEnvironment() {
    env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
  }

  private DataStream<String> lines(String file) {
    return env.fromData(StreamFiles.bundled(file));
  }

  private static List<String[]> rows(String file) {
    return StreamFiles.bundled(file).stream().map(line -> line.split(",", -1)).toList();
  }

  private static void shouldGive(List<String> expected, DataStream<String> results)
      throws Exception {
    List<String> found = new ArrayList<>();
    try (CloseableIterator<String> iterator = results.executeAndCollect()) {
      iterator.forEachRemaining(found::add);
    }
    assertEquals(expected.stream().sorted().toList(), found.stream().sorted().toList());
  }

  @Test
  void shouldCountPassingVehicles() throws Exception {
    Map<String, Integer> passes = new TreeMap<>();
    Map<String, Long> lastTime = new HashMap<>();
    Map<String, String> lastGate = new HashMap<>();
    for (String[] row : rows("passings.csv")) {
      if (row[2].contains("?")) {
        continue;
      }
      long time = Long.parseLong(row[0]);
      String key = row[2] + " " + (time / 10_000 + 1) * 10_000;
      passes.merge(key, 1, Integer::sum);
      if (time >= lastTime.getOrDefault(key, -1L)) {
        lastTime.put(key, time);
        lastGate.put(key, row[1]);
      }
    }
    List<String> expected = new ArrayList<>();
    passes.forEach(
        (key, count) ->
            expected.add(
                String.format(
                    "{\"plate\":\"%s\",\"windowEnd\":%s,\"passes\":%d,\"lastGate\":\"%s\"}",
                    key.split(" ")[0], key.split(" ")[1], count, lastGate.get(key))));
    shouldGive(expected, VehicleTracks.results(lines("passings.csv")));
  }

  @Test
  void shouldFindVisits() throws Exception {
    Map<String, long[]> open = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (String[] row : rows("clicks.csv")) {
      long time = Long.parseLong(row[0]);
      long[] visit = open.get(row[1]);
      if (visit != null && time - visit[1] > 30_000) {
        expected.add(row[1] + "," + visit[0] + "," + visit[1] + "," + visit[2]);
        visit = null;
      }
      if (visit == null) {
        visit = new long[] {time, time, 0};
        open.put(row[1], visit);
      }
      visit[1] = time;
      visit[2]++;
    }
    open.forEach(
        (user, visit) -> expected.add(user + "," + visit[0] + "," + visit[1] + "," + visit[2]));
    shouldGive(expected, Sessions.results(lines("clicks.csv")));
  }

  @Test
  void shouldCompareWithTheMeanOfTheWholePast() throws Exception {
    Map<String, long[]> past = new HashMap<>();
    for (String[] row : rows("payments.csv")) {
      long[] account = past.computeIfAbsent(row[1], key -> new long[2]);
      account[0] += Long.parseLong(row[2]);
      account[1]++;
    }
    List<String> expected = new ArrayList<>();
    for (String[] row : rows("payments.csv")) {
      long mean = past.get(row[1])[0] / past.get(row[1])[1];
      if (Long.parseLong(row[2]) * 2 > mean * 3) {
        expected.add(row[1] + "," + row[2] + "," + mean);
      }
    }
    assertFalse(expected.isEmpty());
    shouldGive(
        expected,
        UnusualPayments.results(
            ExecutionEnvironment.getExecutionEnvironment()
                .fromCollection(StreamFiles.bundled("payments.csv")),
            lines("payments.csv")));
  }

  @Test
  void shouldApplyTheRulesOfThePaymentsTime() throws Exception {
    Map<String, Long> paid = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (String[] row : rows("payments.csv")) {
      long time = Long.parseLong(row[0]);
      long amount = Long.parseLong(row[2]);
      long sum = paid.merge(row[1], amount, Long::sum);
      long large = time < 10_000 ? 200 : time < 25_000 ? 100 : Long.MAX_VALUE;
      if (amount > large) {
        expected.add(time + "," + row[1] + "," + amount + ",large");
      }
      if (time >= 20_000 && sum > 400) {
        expected.add(time + "," + row[1] + "," + amount + ",sum");
      }
    }
    shouldGive(expected, DynamicRules.results(lines("payments.csv"), lines("rules.csv")));
  }

  @Test
  void shouldTellTopSpeeds() throws Exception {
    Map<String, List<String[]>> cars = new TreeMap<>();
    rows("cars.csv").forEach(row -> cars.computeIfAbsent(row[1], c -> new ArrayList<>()).add(row));
    List<String> expected = new ArrayList<>();
    for (List<String[]> car : cars.values()) {
      double told = Double.parseDouble(car.get(0)[3]);
      for (int i = 0; i < car.size(); i++) {
        double metres = Double.parseDouble(car.get(i)[3]);
        if (metres - told > 50) {
          told = metres;
          long now = Long.parseLong(car.get(i)[0]);
          String[] top = null;
          for (int j = 0; j <= i; j++) {
            String[] row = car.get(j);
            boolean recent = Long.parseLong(row[0]) > now - 10_000;
            if (recent && (top == null || Integer.parseInt(row[2]) > Integer.parseInt(top[2]))) {
              top = row;
            }
          }
          expected.add(top[1] + "," + top[2] + "," + top[0]);
        }
      }
    }
    // its trigger goes by the order in which records come
    env.setParallelism(1);
    shouldGive(expected, TopSpeed.results(lines("cars.csv")));
  }

  @Test
  void shouldFindEventsThatMayNotCome() throws Exception {
    Map<String, Map<String, String>> machine =
        Map.of(
            "INITIAL", Map.of("a", "W", "b", "X"),
            "W", Map.of("b", "Y"),
            "X", Map.of("b", "Y", "c", "Z"),
            "Y", Map.of("d", "Z", "e", "W"),
            "Z", Map.of("g", "INITIAL", "f", "W"));
    Map<String, String> places = new HashMap<>();
    List<String> expected = new ArrayList<>();
    for (String[] row : rows("events.csv")) {
      String now = places.getOrDefault(row[1], "INITIAL");
      String next = machine.get(now).get(row[2]);
      if (next == null) {
        expected.add(row[0] + "," + row[1] + "," + now + "," + row[2]);
      }
      places.put(row[1], next == null ? "INITIAL" : next);
    }
    shouldGive(expected, StateMachine.results(lines("events.csv")));
  }

  @Test
  void shouldCountViewsAndVisitors() throws Exception {
    Map<String, Integer> views = new TreeMap<>();
    Map<String, Set<String>> visitors = new HashMap<>();
    for (String[] row : rows("views.csv")) {
      String key = row[2] + "," + (Long.parseLong(row[0]) / 1_800_000 + 1) * 1_800_000;
      views.merge(key, 1, Integer::sum);
      visitors.computeIfAbsent(key, k -> new HashSet<>()).add(row[1]);
    }
    List<String> expected = new ArrayList<>();
    views.forEach((key, count) -> expected.add(key + "," + count + "," + visitors.get(key).size()));
    shouldGive(expected, PageViews.results(lines("views.csv")));
  }
}
