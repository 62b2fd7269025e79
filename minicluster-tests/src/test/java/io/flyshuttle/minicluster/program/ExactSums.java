// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.DefaultRollingPolicy;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.file.OnCheckpointRollingPolicy;
import io.flyshuttle.core.connector.file.RollingPolicy;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.option.MemorySize;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.WatermarkStrategy;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.DataStream;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Each subtask of the source emits {@code --records} records in {@code --seconds}; they are counted
 * by key, and each running count becomes a line of a file sink: {@code key count}, each exactly
 * once if nothing is lost or done twice. {@code --records 0} emits without end. With {@code
 * --windows} the records of each key are counted in windows too, into files of another directory:
 * {@code key window count}. With {@code --gate} the last tenth of the records waits for that file.
 */
public final class ExactSums {
  /** Number of keys. */
  public static final int KEYS = 10;

  /** Milliseconds of a window; a record's time is its number. */
  public static final int WINDOW = 200;

  private ExactSums() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism", 2));
    env.enableCheckpointing(500);
    env.getCheckpointConfig().setCheckpointStorage(parameters.getRequired("checkpoints"));
    DataStream<Integer> numbers =
        env.addSource(
                new Numbers(
                    parameters.getInt("records", 0),
                    parameters.getInt("seconds", 10),
                    parameters.get("gate", "")))
            .uid("numbers");
    numbers
        .map(number -> Tuple2.of(number % KEYS, 1L))
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .keyBy(record -> record.f0)
        .sum(1)
        .uid("counts")
        .map(record -> record.f0 + " " + record.f1)
        .sinkTo(
            sink(
                parameters.getRequired("output"),
                OnCheckpointRollingPolicy.<String, String>build()))
        .uid("files");
    if (parameters.has("windows")) {
      addWindows(numbers, parameters.getRequired("windows"));
    }
    env.execute("exact sums");
  }

  private static void addWindows(DataStream<Integer> numbers, String output) {
    numbers
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Integer>forMonotonousTimestamps()
                .withTimestampAssigner((number, before) -> number))
        .uid("times")
        .map(number -> Tuple3.of(number % KEYS, (long) number / WINDOW, 1L))
        .returns(Types.TUPLE(Types.INT, Types.LONG, Types.LONG))
        .keyBy(record -> record.f0)
        .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW)))
        .sum(2)
        .uid("windows")
        .map(record -> record.f0 + " " + record.f1 + " " + record.f2)
        // parts go on over checkpoints
        .sinkTo(
            sink(
                output,
                DefaultRollingPolicy.builder().withMaxPartSize(new MemorySize(2_000)).build()))
        .uid("window-files");
  }

  private static FileSink<String> sink(String output, RollingPolicy<String, String> rolling) {
    return FileSink.forRowFormat(new Path(output), new SimpleStringEncoder<String>())
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(rolling)
        .build();
  }

  /** Numbers whose position is in checkpoints. */
  public static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final int BATCHES_PER_SECOND = 50;

    /** Between two looks for the gate. */
    private static final long LOOK_NANOS = 500_000_000;

    private final int records;
    private final int perBatch;
    private final String gate;
    private int next;
    private transient ListState<Integer> position;
    private transient boolean isOpen;
    private volatile boolean canceled;

    Numbers(int records, int seconds, String gate) {
      this.gate = gate;
      this.records = records == 0 ? Integer.MAX_VALUE : records;
      this.perBatch = records == 0 ? KEYS : Math.max(1, records / seconds / BATCHES_PER_SECOND);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
      position =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("position", Types.INT));
      for (int saved : position.get()) {
        next = saved;
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      position.clear();
      position.add(next);
    }

    @Override
    public void run(SourceContext<Integer> context) throws IOException {
      while (next < records && !canceled) {
        if (next >= records / 10 * 9 && !isOpen()) {
          continue;
        }
        synchronized (context.getCheckpointLock()) {
          for (int i = 0; i < perBatch && next < records; i++) {
            context.collect(next++);
          }
        }
        LockSupport.parkNanos(1_000_000_000L / BATCHES_PER_SECOND);
      }
    }

    /** Whether the last records may go; waits a little if not. */
    private boolean isOpen() throws IOException {
      if (isOpen || gate.isEmpty()) {
        return true;
      }
      Path file = new Path(gate);
      isOpen = file.getFileSystem().exists(file);
      if (!isOpen) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return isOpen;
    }

    @Override
    public void cancel() {
      canceled = true;
    }
  }
}
