// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples on tables, against loops over the same tables. */
final class RelationalExamplesTest {
  @TempDir private Path directory;

  private List<String[]> table(String name) throws IOException {
    return Files.readAllLines(directory.resolve("tables/" + name + ".tbl")).stream()
        .map(line -> line.split("\\|"))
        .toList();
  }

  private Map<String, Double> results(int revenueField) throws IOException {
    Map<String, Double> results = new HashMap<>();
    for (String line : OutputLines.sorted(directory)) {
      String[] fields = line.split(",");
      double revenue = Double.parseDouble(fields[revenueField]);
      fields[revenueField] = "";
      results.put(String.join(",", fields), revenue);
    }
    return results;
  }

  private static double revenue(String[] item) {
    return Double.parseDouble(item[5]) * (1 - Double.parseDouble(item[6]));
  }

  private static void assertSame(Map<String, Double> expected, Map<String, Double> found) {
    assertFalse(expected.isEmpty());
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach((key, revenue) -> assertEquals(revenue, found.get(key), 1e-6 * revenue, key));
  }

  @Test
  void shouldAnswerQuery3() throws Exception {
    TpchTables.write(directory.resolve("tables"), 300);

    TpchQuery3.main(
        OutputLines.arguments(directory, "--tables", directory.resolve("tables").toString()));

    Set<String> customers = new HashSet<>();
    for (String[] customer : table("customer")) {
      if (customer[6].equals("BUILDING")) {
        customers.add(customer[0]);
      }
    }
    Map<String, String> orders = new HashMap<>();
    for (String[] order : table("orders")) {
      if (customers.contains(order[1]) && order[4].compareTo("1995-03-15") < 0) {
        orders.put(order[0], order[0] + ",," + order[4] + "," + order[7]);
      }
    }
    Map<String, Double> expected = new HashMap<>();
    for (String[] item : table("lineitem")) {
      if (orders.containsKey(item[0]) && item[10].compareTo("1995-03-15") > 0) {
        expected.merge(orders.get(item[0]), revenue(item), Double::sum);
      }
    }
    assertSame(expected, results(1));
  }

  @Test
  void shouldAnswerQuery10() throws Exception {
    TpchTables.write(directory.resolve("tables"), 300);

    TpchQuery10.main(
        OutputLines.arguments(directory, "--tables", directory.resolve("tables").toString()));

    Map<String, String> nations = new HashMap<>();
    table("nation").forEach(nation -> nations.put(nation[0], nation[1]));
    Map<String, String> customers = new HashMap<>();
    for (String[] customer : table("customer")) {
      customers.put(
          customer[0],
          String.join(
              ",",
              customer[0],
              customer[1],
              String.valueOf(Double.parseDouble(customer[5])),
              nations.get(customer[3]),
              customer[2],
              ""));
    }
    Map<String, String> orders = new HashMap<>();
    for (String[] order : table("orders")) {
      if (order[4].compareTo("1993-10-01") >= 0 && order[4].compareTo("1994-01-01") < 0) {
        orders.put(order[0], customers.get(order[1]));
      }
    }
    Map<String, Double> expected = new HashMap<>();
    for (String[] item : table("lineitem")) {
      if (orders.containsKey(item[0]) && item[8].equals("R")) {
        expected.merge(orders.get(item[0]), revenue(item), Double::sum);
      }
    }
    assertSame(expected, results(5));
  }

  @Test
  void shouldFindWhatNobodyVisited() throws Exception {
    WebLogAnalysis.main(OutputLines.arguments(directory));

    TreeSet<String> expected = new TreeSet<>();
    for (int i = 0; i < 60; i += 3) {
      boolean visited = i % 2 == 0 && 2005 + i % 4 == 2007;
      if (i * 37 % 100 > 40 && !visited) {
        expected.add(i * 37 % 100 + ",url-" + i);
      }
    }
    assertFalse(expected.isEmpty());
    assertEquals(List.copyOf(expected), OutputLines.sorted(directory));
  }
}
