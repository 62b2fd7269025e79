// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.CheckpointListener;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ValueState;
import io.flyshuttle.core.state.ValueStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.process.KeyedProcessFunction;
import io.flyshuttle.core.stream.sink.DiscardingSink;
import io.flyshuttle.core.stream.source.RichParallelSourceFunction;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;

/**
 * S8: much state. Fills it, updates it at random, checkpoints meanwhile; then changes one key in a
 * hundred and checkpoints again; then fails and restores. Arguments: parallelism, keys (100 bytes
 * of state each), state backend, directory for checkpoints.
 *
 * <p>Prints seconds of the first checkpoint, updates a second (millions) before it and meanwhile,
 * seconds and megabytes of the checkpoint after one percent of the keys has changed, seconds from
 * the failure to the first record that meets restored state.
 */
public final class StateJob {
  private static final int VALUE_BYTES = 88;

  private StateJob() {}

  public static void main(String[] args) throws Exception {
    long keys = Long.parseLong(args[1]);
    Configuration configuration = new Configuration();
    configuration.setString("state.backend", args[2]);
    configuration.setString("state.backend.incremental", "true");
    configuration.setString("state.checkpoints.dir", args[3]);
    configuration.setString("restart-strategy", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "1");
    configuration.setString("restart-strategy.fixed-delay.delay", "0 s");
    configuration.setString("taskmanager.memory.managed.size", keys * 160 / 1_000_000 + 256 + "m");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(Integer.parseInt(args[0]));
    env.getConfig().enableObjectReuse();
    env.enableCheckpointing(1000);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(1000);
    StateScript.begin(args[3], Integer.parseInt(args[0]));
    env.addSource(new Updates(keys), Types.LONG)
        .keyBy(key -> key)
        .process(new Counter())
        .addSink(new DiscardingSink<>());
    env.execute("state");
    StateScript.print();
  }

  /** Keys to change, as the script says. */
  public static final class Updates extends RichParallelSourceFunction<Long>
      implements CheckpointedFunction, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final int BATCH = 256;

    private final long keys;
    private volatile boolean running = true;

    public Updates(long keys) {
      this.keys = keys;
    }

    @Override
    public void run(SourceContext<Long> context) throws Exception {
      int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
      int subtask = getRuntimeContext().getIndexOfThisSubtask();
      if (StateScript.hasFailed()) {
        // every subtask of the counter meets a record
        for (long key = subtask; key < 1000; key += subtasks) {
          collect(context, key);
        }
        return;
      }
      // no checkpoint begins while the lock is held
      synchronized (context.getCheckpointLock()) {
        for (long key = subtask; key < keys && running; key += subtasks) {
          context.collect(key);
        }
        StateScript.filled();
        StateScript.awaitQuiet(keys);
        emitUntil(context, StateScript.QUIET_SECONDS);
      }
      StateScript.measured();
      long state = 0x9E3779B97F4A7C15L * (subtask + 7);
      while (running && !StateScript.firstCompleted()) {
        for (int i = 0; i < BATCH; i++) {
          state ^= state << 13;
          state ^= state >>> 7;
          state ^= state << 17;
          collect(context, (state >>> 1) % keys);
        }
      }
      StateScript.awaitCheckpointAfterNow();
      synchronized (context.getCheckpointLock()) {
        for (long key = subtask; key < keys / 100 && running; key += subtasks) {
          context.collect((Measurement.mix(key) >>> 1) % keys);
        }
        StateScript.percentChanged();
      }
      StateScript.awaitPercentCheckpoint();
      if (subtask == 0) {
        StateScript.fail();
        throw new IllegalStateException("fails once, on purpose");
      }
      while (running) {
        StateScript.idle();
      }
    }

    private void emitUntil(SourceContext<Long> context, int seconds) {
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      long state = 0x9E3779B97F4A7C15L * (getRuntimeContext().getIndexOfThisSubtask() + 1);
      while (running && System.nanoTime() < end) {
        for (int i = 0; i < BATCH; i++) {
          state ^= state << 13;
          state ^= state >>> 7;
          state ^= state << 17;
          context.collect((state >>> 1) % keys);
        }
      }
    }

    private static void collect(SourceContext<Long> context, long key) {
      synchronized (context.getCheckpointLock()) {
        context.collect(key);
      }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
      StateScript.began(context.getCheckpointId());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {}

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      StateScript.completed(checkpointId);
    }

    @Override
    public void cancel() {
      running = false;
    }
  }

  /** Counts in the first byte of a value of fixed length. */
  public static final class Counter extends KeyedProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> value;
    private transient StateScript.Count count;
    private transient boolean met;

    @Override
    public void open(Configuration parameters) {
      value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", byte[].class));
      count = StateScript.count(getRuntimeContext().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(Long key, Context context, Collector<Long> out) throws Exception {
      byte[] bytes = value.value();
      if (bytes == null) {
        bytes = new byte[VALUE_BYTES];
        bytes[1] = key.byteValue();
      } else {
        if (bytes[1] != key.byteValue()) {
          throw new IllegalStateException("the state is another key's");
        }
        if (!met && StateScript.hasFailed()) {
          met = true;
          StateScript.restored();
        }
      }
      bytes[0]++;
      value.update(bytes);
      count.add();
    }
  }
}
