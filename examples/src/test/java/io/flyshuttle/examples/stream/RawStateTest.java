// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.function.CloseableIterator;
import io.flyshuttle.core.job.RestartStrategies;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import io.flyshuttle.datastream.operator.AbstractStreamOperator;
import io.flyshuttle.datastream.operator.KeyGroupStatePartitionStreamProvider;
import io.flyshuttle.datastream.operator.OneInputStreamOperator;
import io.flyshuttle.datastream.operator.StateInitializationContext;
import io.flyshuttle.datastream.operator.StatePartitionStreamProvider;
import io.flyshuttle.datastream.operator.StateSnapshotContext;
import io.flyshuttle.datastream.operator.StreamRecord;
import io.flyshuttle.local.LocalOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** An operator that writes its state as bytes of its own. */
final class RawStateTest {
  private static final long RECORDS = 20_000;
  private static final int FAILURES = 2;
  private static final AtomicInteger FAILED = new AtomicInteger();
  private static volatile boolean checkpointedOnce;

  @Test
  void whenTheJobFailsThenBytesThatAnOperatorWroteComeBack() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(LocalOptions.WORKERS, 2);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    env.enableCheckpointing(20);
    env.setRestartStrategy(RestartStrategies.fixedDelayRestart(FAILURES, 10));
    long byGroup = 0;
    long all = 0;
    try (CloseableIterator<String> counts =
        env.fromSequence(1, RECORDS)
            .filter(
                number -> {
                  if (number % 100 == 0 || number % (RECORDS / 2) > 5_000 && !checkpointedOnce) {
                    // slow enough for a checkpoint, however busy the machine is
                    LockSupport.parkNanos(5_000_000);
                  }
                  return true;
                })
            .keyBy(number -> (int) (number % 1_000))
            .transform("Count", Types.STRING, new Counts())
            .executeAndCollect()) {
      while (counts.hasNext()) {
        String[] count = counts.next().split(" ");
        if (count[0].equals("all")) {
          all += Long.parseLong(count[1]);
        } else {
          byGroup += Long.parseLong(count[1]);
        }
      }
    }
    assertTrue(FAILED.get() > 0, "the job has not failed at all");
    assertEquals(RECORDS, all);
    assertEquals(RECORDS, byGroup);
  }

  /** Counts records by key group, and all of its subtask, without any state of the engine's. */
  private static final class Counts extends AbstractStreamOperator<String>
      implements OneInputStreamOperator<Long, String> {
    private static final long serialVersionUID = 1L;

    private transient Map<Integer, Long> byGroup;
    private transient long all;
    private transient boolean checkpointed;
    private transient int since;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      byGroup = new TreeMap<>();
      for (KeyGroupStatePartitionStreamProvider group : context.getRawKeyedStateInputs()) {
        try (DataInputStream in = new DataInputStream(group.getStream())) {
          byGroup.put(group.getKeyGroupId(), in.readLong());
        }
      }
      for (StatePartitionStreamProvider part : context.getRawOperatorStateInputs()) {
        try (DataInputStream in = new DataInputStream(part.getStream())) {
          all += in.readLong();
        }
      }
    }

    @Override
    public void processElement(StreamRecord<Long> element) {
      all++;
      int groups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
      int key = (int) (element.getValue() % 1_000);
      byGroup.merge(KeyGroups.groupOf(Integer.hashCode(key), groups), 1L, Long::sum);
      int failed = FAILED.get();
      if (checkpointed
          && failed < FAILURES
          && ++since > 500
          && FAILED.compareAndSet(failed, failed + 1)) {
        throw new IllegalStateException("a failure of this test");
      }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      DataOutputStream keyed = new DataOutputStream(context.getRawKeyedOperatorStateOutput());
      for (Map.Entry<Integer, Long> group : byGroup.entrySet()) {
        context.getRawKeyedOperatorStateOutput().startNewKeyGroup(group.getKey());
        keyed.writeLong(group.getValue());
      }
      new DataOutputStream(context.getRawOperatorStateOutput()).writeLong(all);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      super.notifyCheckpointComplete(checkpointId);
      checkpointed = true;
      checkpointedOnce = true;
    }

    @Override
    public void finish() {
      output.collect(new StreamRecord<>("all " + all));
      byGroup.forEach((group, count) -> output.collect(new StreamRecord<>("group " + count)));
    }
  }
}
