// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MetricTreeTest {
  private final List<String> told = new ArrayList<>();
  private final MetricTree root =
      MetricTree.root(
          new MetricListener() {
            @Override
            public void added(Metric metric, String name, MetricGroup group) {
              told.add("+" + group.getMetricIdentifier(name));
            }

            @Override
            public void removed(Metric metric, String name, MetricGroup group) {
              told.add("-" + group.getMetricIdentifier(name));
            }
          });

  @Test
  void shouldNameMetricsByTheirGroups() {
    MetricTree task = root.addGroup("host").addGroup("map", Map.of("task_id", "7"));
    Counter counter = task.counter("records");
    counter.inc();
    counter.inc(5);
    counter.dec();
    task.addGroup("kind", "left").gauge("depth", () -> 3);
    Map<String, Object> seen = new TreeMap<>();
    root.visit(
        (name, metric) ->
            seen.put(
                name, metric instanceof Counter c ? c.getCount() : ((Gauge<?>) metric).getValue()));
    assertEquals(Map.of("host.map.records", 5L, "host.map.kind.left.depth", 3), seen);
    assertArrayEquals(new String[] {"host", "map"}, task.getScopeComponents());
    assertEquals(
        Map.of("<task_id>", "7", "<kind>", "left"),
        task.addGroup("kind", "left").getAllVariables());
    assertEquals("host.m-p.n", task.getMetricIdentifier("n", s -> s.replace('a', '-')));
  }

  @Test
  void shouldTellOfWhatComesAndGoes() {
    MetricTree group = root.addGroup("a");
    group.counter("c");
    group.addGroup("b").meter("m", new MeterView(60));
    group.close();
    assertEquals(List.of("+a.c", "+a.b.m", "-a.c", "-a.b.m"), told);
    group.counter("late");
    assertEquals(4, told.size());
  }

  @Test
  void shouldKeepTheFirstOfTwoMetricsOfAName() {
    Counter first = root.counter("c");
    Counter second = root.counter("c", new SimpleCounter());
    second.inc();
    root.visit((name, metric) -> assertSame(first, metric));
    assertEquals(List.of("+c"), told);
    assertSame(root.getNumRecordsInCounter(), root.getNumRecordsInCounter());
  }

  @Test
  void shouldTellOperatorsOfOneNameApart() {
    MetricTree task = MetricTree.unreported().addGroup("task");
    MetricTree first = task.addOwnGroup("Map");
    MetricTree second = task.addOwnGroup("Map");
    first.counter("n").inc();

    first.close();
    second.counter("n").inc(2);

    assertEquals("task.Map#2.n", second.getMetricIdentifier("n"));
    assertEquals("task.Map.n", first.getMetricIdentifier("n"));
    task.visit((name, metric) -> assertEquals(2, ((Counter) metric).getCount(), name));
  }

  @Test
  void shouldMeasureRatesOverASpan() {
    MeterView meter = new MeterView(10);
    root.meter("m", meter);
    meter.markEvent(20);
    root.updateViews();
    assertEquals(2.0, meter.getRate());
    root.updateViews();
    assertEquals(2.0, meter.getRate());
    root.updateViews();
    assertEquals(0.0, meter.getRate());
    assertEquals(20, meter.getCount());
    MeterView overGauge = new MeterView((Gauge<Integer>) () -> 60);
    overGauge.update();
    assertEquals(1.0, overGauge.getRate());
    assertThrows(UnsupportedOperationException.class, overGauge::markEvent);
  }

  @Test
  void shouldKnowTheDistributionOfTheLastValues() {
    WindowHistogram histogram = new WindowHistogram(100);
    assertEquals(0, histogram.getStatistics().getQuantile(0.5));
    for (int i = 1; i <= 200; i++) {
      histogram.update(i);
    }
    HistogramStatistics statistics = histogram.getStatistics();
    assertEquals(200, histogram.getCount());
    assertEquals(100, statistics.size());
    assertEquals(101, statistics.getMin());
    assertEquals(200, statistics.getMax());
    assertEquals(150.5, statistics.getMean());
    assertEquals(150.5, statistics.getQuantile(0.5));
    assertEquals(29.01, statistics.getStdDev(), 0.01);
  }

  @Test
  void shouldCountFromSeveralThreads() throws Exception {
    ThreadSafeSimpleCounter counter = new ThreadSafeSimpleCounter();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 10_000; n++) {
                  counter.inc();
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(40_000, counter.getCount());
  }
}
