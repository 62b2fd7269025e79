// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.client.JobClient;
import io.flyshuttle.core.client.JobExecutor;
import io.flyshuttle.core.client.JobExecutors;
import io.flyshuttle.core.client.JobListener;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.file.FilePathFilter;
import io.flyshuttle.core.format.file.TextInputFormat;
import io.flyshuttle.core.graph.JobGraph;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.SlotSharingGroup;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.ExternalizedCheckpointRetention;
import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.PipelineOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.core.option.TernaryBoolean;
import io.flyshuttle.core.serialize.basic.IntSerializer;
import io.flyshuttle.core.stream.source.FileProcessingMode;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.FromElementsFunction;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.operator.AbstractStreamOperator;
import io.flyshuttle.datastream.operator.BoundedMultiInput;
import io.flyshuttle.datastream.operator.InputSelectable;
import io.flyshuttle.datastream.operator.InputSelection;
import io.flyshuttle.datastream.operator.StreamRecord;
import io.flyshuttle.datastream.operator.TwoInputStreamOperator;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of the environment and of streams that few programs use. */
final class EnvironmentCallsTest {

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    return env;
  }

  @Test
  void shouldTellListenersOfJobs() throws Exception {
    List<String> told = new ArrayList<>();
    StreamExecutionEnvironment env = environment();
    env.registerJobListener(
        new JobListener() {
          @Override
          public void onJobSubmitted(JobClient jobClient, Throwable throwable) {
            told.add("submitted " + (throwable == null));
          }

          @Override
          public void onJobExecuted(JobExecutionResult result, Throwable throwable) {
            told.add("executed " + (throwable == null));
          }
        });
    env.fromSequence(1, 10).print();
    env.execute();
    env.fromSequence(1, 10)
        .filter(
            n -> {
              throw new IllegalStateException("a failure of this test");
            })
        .print();
    assertThrows(Exception.class, env::execute);
    assertEquals(
        List.of("submitted true", "executed true", "submitted true", "executed false"), told);
  }

  /** Programs do so in an IDE, where nobody waits for the checkpoints; a cluster refuses it. */
  @Test
  void shouldRunAProgramThatKeepsCheckpointsButNamesNoDirectory() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.enableCheckpointing(50);
    env.getCheckpointConfig()
        .setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);

    assertEquals(10, env.fromSequence(1, 10).executeAndCollect(100).size());
  }

  @Test
  void whenUidsAreAskedForThenAnOperatorWithoutIsNamed() throws Exception {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(settings).setParallelism(1);
    DataStream<Long> numbers = env.fromSequence(1, 3).uid("numbers");
    numbers.map(n -> n + 1).name("add one").print().uid("print");

    FlyshuttleException e = assertThrows(FlyshuttleException.class, env::execute);

    assertTrue(e.getMessage().startsWith("add one has no uid"), e.getMessage());
  }

  @Test
  void shouldTellOnceWhatHasNoEffect() throws Exception {
    List<String> told = new ArrayList<>();
    JobExecutor local = JobExecutors.local(new Configuration());
    JobExecutor telling =
        new JobExecutor() {
          @Override
          public JobClient submit(JobGraph graph) {
            return local.submit(graph);
          }

          @Override
          public int defaultParallelism() {
            return local.defaultParallelism();
          }

          @Override
          public Configuration configuration() {
            return local.configuration();
          }

          @Override
          public void warn(String text) {
            told.add(text);
          }
        };
    Configuration settings = new Configuration();
    settings.set(JobManagerOptions.EXECUTION_FAILOVER_STRATEGY, "full");
    settings.set(TaskManagerOptions.NUM_TASK_SLOTS, 7);
    try (JobExecutors.Installation installed = JobExecutors.installForThread(telling)) {
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(settings).setParallelism(1);
      for (int run = 0; run < 2; run++) {
        env.fromSequence(1, 3).print();
        env.execute();
      }
    }

    assertEquals(2, told.size(), told.toString());
    assertTrue(told.get(0).startsWith("jobmanager.execution.failover-strategy has no effect"));
    assertTrue(told.get(1).startsWith("taskmanager.numberOfTaskSlots has no effect in a program"));
  }

  @Test
  void shouldCollectTwoStreamsOfOneJob() throws Exception {
    StreamExecutionEnvironment env = environment();
    DataStream.Collector<Long> odd = new DataStream.Collector<>();
    DataStream.Collector<Long> even = new DataStream.Collector<>();
    DataStream<Long> numbers = env.fromSequence(1, 10);
    numbers.filter(n -> n % 2 == 1).collectAsync(odd);
    numbers.filter(n -> n % 2 == 0).collectAsync(even);
    env.executeAsync();
    long sum = 0;
    while (odd.getOutput().hasNext()) {
      sum += odd.getOutput().next();
    }
    assertEquals(25, sum);
    while (even.getOutput().hasNext()) {
      sum += even.getOutput().next();
    }
    assertEquals(55, sum);
  }

  @Test
  void whenASlotSharingGroupIsDescribedInTwoWaysThenTheProgramIsRefused() throws Exception {
    SlotSharingGroup group =
        SlotSharingGroup.newBuilder("shared").setCpuCores(1).setTaskHeapMemoryMB(100).build();
    SlotSharingGroup other =
        SlotSharingGroup.newBuilder("shared").setCpuCores(2).setTaskHeapMemoryMB(100).build();
    StreamExecutionEnvironment env = environment();
    env.registerSlotSharingGroup(group);
    DataStream<Integer> numbers = env.fromData(1, 2, 3).slotSharingGroup("shared");
    numbers.map(n -> n).slotSharingGroup(group).print().slotSharingGroup(group);
    assertTrue(env.getExecutionPlan().length() > 0);
    numbers.map(n -> n).slotSharingGroup(other).print();
    assertThrows(IllegalArgumentException.class, env::getExecutionPlan);
    assertThrows(
        IllegalArgumentException.class,
        () -> SlotSharingGroup.newBuilder("half").setCpuCores(1).build());
  }

  /** Reads all of its second input before its first. */
  private static final class SecondFirst extends AbstractStreamOperator<String>
      implements TwoInputStreamOperator<Integer, Integer, String>,
          InputSelectable,
          BoundedMultiInput {
    private static final long serialVersionUID = 1L;

    private boolean secondEnded;

    @Override
    public InputSelection nextSelection() {
      return secondEnded ? InputSelection.FIRST : InputSelection.SECOND;
    }

    @Override
    public void endInput(int inputId) {
      secondEnded |= inputId == 2;
    }

    @Override
    public void processElement1(StreamRecord<Integer> element) {
      output.collect(element.replace("first " + element.getValue()));
    }

    @Override
    public void processElement2(StreamRecord<Integer> element) {
      output.collect(element.replace("second " + element.getValue()));
    }
  }

  @Test
  void shouldReadTheInputThatTheOperatorSelects() throws Exception {
    StreamExecutionEnvironment env = environment();
    env.setParallelism(1);
    List<String> read =
        env.fromData(1, 2, 3)
            .connect(env.fromData(4, 5))
            .transform("Second First", TypeInformation.of(String.class), new SecondFirst())
            .executeAndCollect(5);
    assertEquals(List.of("second 4", "second 5", "first 1", "first 2", "first 3"), read);
  }

  @Test
  void shouldEmitElementsInTheFormOfTheirSerializer() throws Exception {
    FromElementsFunction<Integer> elements =
        new FromElementsFunction<>(IntSerializer.INSTANCE, 1, 2, 3);
    assertEquals(3, elements.getNumElements());
    List<Integer> read = environment().addSource(elements).returns(Types.INT).executeAndCollect(10);
    assertEquals(List.of(1, 2, 3), read);
  }

  @Test
  void shouldLeaveOutFilteredFiles(@TempDir java.nio.file.Path directory) throws Exception {
    Files.writeString(directory.resolve("keep.txt"), "kept\n");
    Files.writeString(directory.resolve("drop.txt"), "dropped\n");
    FilePathFilter filter =
        new FilePathFilter() {
          @Override
          public boolean filterPath(Path filePath) {
            return filePath.getName().startsWith("drop");
          }
        };
    List<String> lines =
        environment()
            .readFile(
                new TextInputFormat(new Path(directory.toUri())),
                directory.toUri().toString(),
                FileProcessingMode.PROCESS_ONCE,
                -1,
                filter)
            .executeAndCollect(10);
    assertEquals(List.of("kept"), lines);
  }

  @Test
  void shouldSayWhatWasSetOfTheChangelog() {
    StreamExecutionEnvironment env = environment();
    assertEquals(TernaryBoolean.UNDEFINED, env.isChangelogStateBackendEnabled());
    env.enableChangelogStateBackend(true);
    assertEquals(TernaryBoolean.TRUE, env.isChangelogStateBackendEnabled());
  }
}
