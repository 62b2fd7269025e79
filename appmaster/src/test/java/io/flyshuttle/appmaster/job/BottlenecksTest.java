// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.appmaster.schedule.ExecutionGraph;
import io.flyshuttle.core.job.JobID;
import io.flyshuttle.protocol.message.AttemptID;
import io.flyshuttle.protocol.message.TaskMetrics;
import io.flyshuttle.protocol.message.TaskState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BottlenecksTest {
  private static final long SECOND = 1_000_000_000;

  private final Map<Integer, Execution> executions = new HashMap<>();

  private void task(ExecutionGraph graph, int vertex, int subtask, int busy, int backpressured) {
    AttemptID id = new AttemptID(JobID.generate(), vertex, subtask, 0);
    Execution execution = new Execution(id);
    execution.become(TaskState.SCHEDULED);
    execution.become(TaskState.DEPLOYING);
    execution.become(TaskState.RUNNING);
    execution.metrics(metrics(id, busy, backpressured, 2));
    executions.put(graph.id(vertex, subtask), execution);
  }

  private static TaskMetrics metrics(AttemptID id, int busy, int backpressured, int seconds) {
    long millis = seconds * SECOND / 1000;
    return new TaskMetrics(
        id,
        0,
        0,
        0,
        0,
        busy * millis,
        (1000 - busy - backpressured) * millis,
        backpressured * millis,
        0,
        0,
        0,
        0,
        -1);
  }

  private List<JobReport.Bottleneck> find(ExecutionGraph graph) {
    return Bottlenecks.find(graph, executions::get);
  }

  private static ExecutionGraph line(int parallelism) {
    return ExecutionGraph.expand(
        new Graphs()
            .streaming()
            .vertex("source", parallelism)
            .vertex("map", parallelism)
            .vertex("sink", parallelism)
            .forward(0, 1)
            .shuffle(1, 2)
            .build());
  }

  @Test
  void shouldNameTheBusyTaskThatOthersWaitForDirectlyAndBehindThem() {
    ExecutionGraph graph = line(2);
    task(graph, 0, 0, 30, 970);
    task(graph, 0, 1, 100, 100);
    task(graph, 1, 0, 20, 980);
    task(graph, 1, 1, 20, 980);
    task(graph, 2, 0, 10, 0);
    task(graph, 2, 1, 981, 0);
    List<JobReport.Bottleneck> found = find(graph);
    assertEquals(1, found.size());
    assertEquals("sink", found.get(0).name());
    assertEquals(1, found.get(0).subtask());
    assertEquals(3, found.get(0).waiting());
    assertEquals(
        "backpressure starts at sink (2/2): busy 98 %, 3 upstream tasks wait for it",
        found.get(0).message());
  }

  @Test
  void whenAllSubtasksAreSlowThenTheBusiestStandsForThem() {
    ExecutionGraph graph = line(3);
    for (int i = 0; i < 3; i++) {
      task(graph, 0, i, 100, 900);
      task(graph, 1, i, 100, 900);
      task(graph, 2, i, 700 + 100 * i, 0);
    }
    assertEquals(
        "backpressure starts at sink (3/3): busy 90 %, 6 upstream tasks wait for it;"
            + " 2 more of its 3 subtasks are like it",
        find(graph).get(0).message());
  }

  @Test
  void whenEverybodyIsBusyOrIdleThenThereIsNone() {
    ExecutionGraph graph = line(1);
    task(graph, 0, 0, 1000, 0);
    task(graph, 1, 0, 900, 100);
    task(graph, 2, 0, 0, 0);
    assertTrue(find(graph).isEmpty());
  }

  @Test
  void whenTheReadersAreNotBusyThenWhatLiesBetweenIsNamed() {
    ExecutionGraph graph = line(1);
    task(graph, 0, 0, 100, 900);
    task(graph, 1, 0, 100, 900);
    task(graph, 2, 0, 300, 0);
    List<JobReport.Bottleneck> found = find(graph);
    assertEquals(1, found.size());
    assertEquals("map", found.get(0).name());
    assertTrue(
        found
            .get(0)
            .message()
            .startsWith(
                "backpressure starts behind map (1/1): it waits for its readers 90 % of the time,"
                    + " but the busiest of them, sink (1/1), is busy only 30 %"),
        found.get(0).message());
  }

  @Test
  void shouldNotBlameAReaderOfWhatIsStoredFirst() {
    ExecutionGraph graph =
        ExecutionGraph.expand(
            new Graphs().vertex("source", 1).vertex("sink", 1).blocking(0, 1).build());
    task(graph, 0, 0, 0, 1000);
    task(graph, 1, 0, 1000, 0);
    assertTrue(find(graph).stream().noneMatch(found -> found.name().equals("sink")));
  }

  @Test
  void shouldTellTheLastIntervalWhileRunningAndAllOfItsLifeAtTheEnd() {
    ExecutionGraph graph = line(1);
    task(graph, 0, 0, 1000, 0);
    Execution execution = executions.get(0);
    TaskMetrics later = metrics(execution.id(), 500, 0, 4);
    execution.metrics(later);
    assertEquals(new TaskRates(0, 1000, 0), execution.rates());
    execution.become(TaskState.FINISHED);
    assertEquals(new TaskRates(500, 500, 0), execution.rates());
  }
}
