// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster.program;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sums the numbers from 1 to 2000 by their remainder of 4, with checkpoints; waits after 1000 until
 * the file {@code --gate} is there. A source that was restored emits 0 under the key -n, where n is
 * the number that it goes on with.
 */
public final class CheckpointedSum {
  private CheckpointedSum() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    env.enableCheckpointing(500);
    env.addSource(new Numbers(parameters.getRequired("gate")))
        .uid("numbers")
        .keyBy(value -> value.f0)
        .sum(1)
        .uid("sum")
        .writeAsCsv(parameters.getRequired("output"), WriteMode.OVERWRITE);
    env.execute("checkpointed sum");
  }

  /** Numbers that go on where the last checkpoint was. */
  public static final class Numbers
      implements SourceFunction<Tuple2<Integer, Integer>>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final int HALF = 1000;
    private static final long PAUSE_NANOS = 50_000_000;

    private final String gate;
    private int next = 1;
    private boolean restored;
    private transient ListState<Integer> position;
    private volatile boolean canceled;

    Numbers(String gate) {
      this.gate = gate;
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
      restored = context.isRestored();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
      position.update(List.of(next));
    }

    @Override
    public void run(SourceContext<Tuple2<Integer, Integer>> context) throws Exception {
      if (restored) {
        synchronized (context.getCheckpointLock()) {
          context.collect(Tuple2.of(-next, 0));
        }
      }
      emit(context, HALF);
      Path file = new Path(gate);
      while (!canceled && !file.getFileSystem().exists(file)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      emit(context, 2 * HALF);
    }

    private void emit(SourceContext<Tuple2<Integer, Integer>> context, int last) {
      while (next <= last && !canceled) {
        synchronized (context.getCheckpointLock()) {
          context.collect(Tuple2.of(next % 4, next));
          next++;
        }
      }
    }

    @Override
    public void cancel() {
      canceled = true;
    }
  }
}
