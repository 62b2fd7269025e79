// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.connector.file.BasePathBucketAssigner;
import io.flyshuttle.core.connector.file.FileSink;
import io.flyshuttle.core.connector.file.OnCheckpointRollingPolicy;
import io.flyshuttle.core.connector.schema.SimpleStringEncoder;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.concurrent.locks.LockSupport;

/**
 * Each subtask of the source emits {@code --records} records in {@code --seconds}; they are counted
 * by key, and each running count becomes a line of a file sink: {@code key count}, each exactly
 * once if nothing is lost or done twice. {@code --records 0} emits without end.
 */
public final class ExactSums {
  /** Number of keys. */
  public static final int KEYS = 10;

  private ExactSums() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parameters.getInt("parallelism", 2));
    env.enableCheckpointing(500);
    env.getCheckpointConfig().setCheckpointStorage(parameters.getRequired("checkpoints"));
    env.addSource(new Numbers(parameters.getInt("records", 0), parameters.getInt("seconds", 10)))
        .uid("numbers")
        .map(number -> Tuple2.of(number % KEYS, 1L))
        .returns(Types.TUPLE(Types.INT, Types.LONG))
        .keyBy(record -> record.f0)
        .sum(1)
        .uid("counts")
        .map(record -> record.f0 + " " + record.f1)
        .sinkTo(
            FileSink.forRowFormat(
                    new Path(parameters.getRequired("output")), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .build())
        .uid("files");
    env.execute("exact sums");
  }

  /** Numbers whose position is in checkpoints. */
  public static final class Numbers extends RichParallelSourceFunction<Integer>
      implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final int BATCHES_PER_SECOND = 50;

    private final int records;
    private final int perBatch;
    private int next;
    private transient ListState<Integer> position;
    private volatile boolean canceled;

    Numbers(int records, int seconds) {
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
    public void run(SourceContext<Integer> context) {
      while (next < records && !canceled) {
        synchronized (context.getCheckpointLock()) {
          for (int i = 0; i < perBatch && next < records; i++) {
            context.collect(next++);
          }
        }
        LockSupport.parkNanos(1_000_000_000L / BATCHES_PER_SECOND);
      }
    }

    @Override
    public void cancel() {
      canceled = true;
    }
  }
}
