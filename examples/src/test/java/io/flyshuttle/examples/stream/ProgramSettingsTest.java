// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutionException;
import io.flyshuttle.core.client.JobListener;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.option.ClosureCleaning.ClosureCleanerLevel;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.DeploymentOptions;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.dataset.ExecutionEnvironment;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings of programs: what they do, and that those which do nothing are named. */
final class ProgramSettingsTest {
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    HEARD.clear();
  }

  /** Keeps what it is told. */
  public static final class Listening implements JobListener {
    @Override
    public void onJobSubmitted(JobClient jobClient, Throwable throwable) {
      HEARD.add(throwable == null ? "submitted" : "refused");
    }

    @Override
    public void onJobExecuted(JobExecutionResult result, Throwable throwable) {
      HEARD.add(throwable == null ? "executed" : "failed");
    }
  }

  @Test
  void shouldTellListenersThatSettingsName() throws Exception {
    Configuration settings =
        new Configuration()
            .set(DeploymentOptions.JOB_LISTENERS, List.of(Listening.class.getName()));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.fromData(1).addSink(new DiscardingSink<>());
    env.execute();
    assertEquals(List.of("submitted", "executed"), HEARD);

    HEARD.clear();
    ExecutionEnvironment batch = ExecutionEnvironment.createLocalEnvironment(settings);
    batch.fromElements(1).output(new DiscardingOutputFormat<>());
    batch.execute();
    assertEquals(List.of("submitted", "executed"), HEARD);
  }

  @Test
  void shouldRefuseAListenerThatIsNone() {
    for (String name : List.of("no.such.Listener", String.class.getName())) {
      Configuration settings =
          new Configuration().set(DeploymentOptions.JOB_LISTENERS, List.of(name));
      String words =
          assertThrows(
                  FlyshuttleException.class,
                  () -> StreamExecutionEnvironment.getExecutionEnvironment(settings))
              .getMessage();
      assertTrue(words.contains("execution.job-listeners names " + name), words);
    }
  }

  /** Cannot be serialized, and makes a function that does not use it. */
  private static final class Program {
    private final Object notSerializable = new Object();

    MapFunction<Integer, Integer> function() {
      return new MapFunction<>() {
        @Override
        public Integer map(Integer number) {
          return number + 1;
        }
      };
    }

    @Override
    public String toString() {
      return "Program with " + notSerializable;
    }
  }

  @Test
  void shouldCleanFunctionsAsFarAsSettingsSay() throws Exception {
    Configuration settings =
        new Configuration()
            .set(PipelineOptions.CLOSURE_CLEANER_LEVEL, ClosureCleanerLevel.TOP_LEVEL);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    assertEquals(ClosureCleanerLevel.TOP_LEVEL, env.getConfig().getClosureCleanerLevel());
    env.fromData(1).map(new Program().function()).addSink(new DiscardingSink<>());
    env.execute();

    settings.set(PipelineOptions.CLOSURE_CLEANER_LEVEL, ClosureCleanerLevel.NONE);
    StreamExecutionEnvironment none = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    assertThrows(
        FlyshuttleException.class,
        () -> {
          none.fromData(1).map(new Program().function()).addSink(new DiscardingSink<>());
          none.execute();
        });
  }

  /** Tells the id of its operator. */
  private static final class Id extends RichMapFunction<Integer, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Integer number) {
      return getRuntimeContext().getOperatorUniqueID();
    }
  }

  private static Set<String> ids(DataStream<String> stream) throws Exception {
    Set<String> ids = new HashSet<>();
    try (CloseableIterator<String> iterator = stream.executeAndCollect()) {
      iterator.forEachRemaining(ids::add);
    }
    return ids;
  }

  @Test
  void shouldTellFunctionsTheIdOfTheirOperator() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    Set<String> one = ids(env.fromData(1, 2, 3).rebalance().map(new Id()).uid("one"));
    Set<String> again = ids(env.fromData(4, 5).rebalance().map(new Id()).uid("one"));
    Set<String> other = ids(env.fromData(1, 2, 3).rebalance().map(new Id()).uid("other"));
    assertEquals(1, one.size(), "all subtasks have the same: " + one);
    assertEquals(one, again);
    assertEquals(1, other.size());
    assertTrue(!one.equals(other), "another operator: " + other);
    String id = one.iterator().next();
    assertTrue(id.matches("[0-9a-f]{32}"), id);
  }

  @Test
  void shouldNameSettingsOfCheckpointsThatDoNothing() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(60_000);
    env.getCheckpointConfig().setForceUnalignedCheckpoints(true);
    env.getCheckpointConfig().setCheckpointIdOfIgnoredInFlightData(3);
    env.getCheckpointConfig().setCheckpointIntervalDuringBacklog(90_000);
    env.getCheckpointConfig().enableUnalignedCheckpointsInterruptibleTimers(true);
    assertEquals(3, env.getCheckpointConfig().getCheckpointIdOfIgnoredInFlightData());
    assertEquals(90_000, env.getCheckpointConfig().getCheckpointIntervalDuringBacklog());
    env.fromData(1).addSink(new DiscardingSink<>());
    try (CapturedLog log = new CapturedLog("io.flyshuttle.core.client.JobExecutor")) {
      env.execute();
      List<String> said = new ArrayList<>();
      for (String setting :
          List.of(
              "setForceUnalignedCheckpoints",
              "enableUnalignedCheckpointsInterruptibleTimers",
              "setCheckpointIntervalDuringBacklog",
              "setCheckpointIdOfIgnoredInFlightData")) {
        said.add(log.await(setting));
      }
      said.forEach(line -> assertTrue(line.contains("has no effect: "), line));
    }
  }

  @Test
  void shouldFailWithTheExceptionThatProgramsCatch() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.fromData(0).map(number -> 1 / number).addSink(new DiscardingSink<>());
    JobExecutionException failed = assertThrows(JobExecutionException.class, env::execute);
    assertTrue(failed.getMessage().contains("ArithmeticException"), failed.getMessage());
  }
}
