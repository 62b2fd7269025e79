// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.file.FileCompactStrategy;
import io.flyshuttle.core.connector.file.FileCompaction;
import io.flyshuttle.core.connector.file.FileSinkCommittable;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.CommittableSummary;
import io.flyshuttle.core.connector.sink.CommittableWithLineage;
import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.operator.Output;
import io.flyshuttle.core.serialize.array.BytePrimitiveArraySerializer;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the parts that the writers of a file sink complete, and before a barrier sends on the
 * buckets that are due: several parts as one file to be made by a {@link FileCompactWorker}. One
 * subtask; what is not due is state.
 */
public final class FileCompactPlanner implements Operator {
  private static final ListStateDescriptor<byte[]> HELD =
      new ListStateDescriptor<>("held-parts", BytePrimitiveArraySerializer.INSTANCE);
  private static final ListStateDescriptor<byte[]> PREFIX =
      new ListStateDescriptor<>("merged-prefix", BytePrimitiveArraySerializer.INSTANCE);

  /** A bucket's parts that wait, their bytes, and for how many checkpoints the oldest has. */
  private static final class Bucket {
    private final List<FileSinkCommittable> parts = new ArrayList<>();
    private long bytes;
    private int checkpoints;
  }

  private final FileCompaction compaction;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();
  private OperatorContext context;
  private Output<CommittableMessage<FileSinkCommittable>> output;
  private String prefix;
  private long newest;
  private boolean finished;

  private FileCompactPlanner(FileCompaction compaction) {
    this.compaction = compaction;
  }

  /** A factory for the plan. */
  public static OperatorFactory factory(FileCompaction compaction) {
    return () -> new FileCompactPlanner(compaction);
  }

  @Override
  public void open(OperatorContext newContext) throws Exception {
    context = newContext;
    output = context.output();
    prefix = compaction.mergedPrefix(context.runtimeContext().getJobInfo().getJobId());
    newest = context.restoredCheckpoint().orElse(-1);
    for (byte[] former : context.operatorState().getListState(PREFIX).get()) {
      compaction.deleteLater(new DataInputDeserializer(former).readUTF(), newest);
    }
    compaction.deleteLater(prefix, newest);
    for (byte[] bytes : context.operatorState().getListState(HELD).get()) {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      int checkpoints = in.readInt();
      FileSinkCommittable part =
          SimpleVersionedSerialization.readVersionAndDeSerialize(compaction.serializer(), in);
      if (!compaction.isShown(part)) {
        Bucket bucket = hold(part);
        bucket.checkpoints = Math.max(bucket.checkpoints, checkpoints);
      }
    }
  }

  private Bucket hold(FileSinkCommittable part) throws Exception {
    Bucket bucket = buckets.computeIfAbsent(compaction.bucketOf(part), name -> new Bucket());
    bucket.parts.add(part);
    bucket.bytes += compaction.sizeOf(part);
    return bucket;
  }

  @Override
  public void process(int input, Object message, long timestamp) throws Exception {
    if (message instanceof CommittableWithLineage<?> lineage) {
      FileSinkCommittable part = (FileSinkCommittable) lineage.getCommittable();
      if (!compaction.isShown(part)) {
        hold(part);
      }
    }
  }

  private boolean isDue(Bucket bucket) {
    FileCompactStrategy strategy = compaction.strategy();
    return strategy == null
        || strategy.getSizeThreshold() >= 0 && bucket.bytes >= strategy.getSizeThreshold()
        || strategy.getNumCheckpointsBeforeCompaction() > 0
            && bucket.checkpoints >= strategy.getNumCheckpointsBeforeCompaction();
  }

  private void send(long checkpointId, boolean all) {
    List<FileSinkCommittable> files = new ArrayList<>();
    List<Bucket> due = buckets.values().stream().filter(bucket -> all || isDue(bucket)).toList();
    for (Bucket bucket : due) {
      if (compaction.strategy() == null) {
        files.addAll(bucket.parts);
      } else {
        files.add(compaction.plan(bucket.parts, prefix, checkpointId, files.size()));
      }
    }
    buckets.values().removeAll(due);
    output.emit(
        new CommittableSummary<>(0, 1, checkpointId, files.size(), files.size(), 0), NO_TIMESTAMP);
    files.forEach(
        file -> output.emit(new CommittableWithLineage<>(file, checkpointId, 0), NO_TIMESTAMP));
  }

  @Override
  public void finish() {
    // a checkpoint that is complete by now does not have these files; the next one will
    send(newest + 1, true);
    finished = true;
  }

  @Override
  public void snapshot(long checkpointId, long timestampMillis) throws Exception {
    newest = checkpointId;
    if (!finished) {
      buckets.values().forEach(bucket -> bucket.checkpoints++);
      send(checkpointId, false);
    }
    List<byte[]> held = new ArrayList<>();
    for (Bucket bucket : buckets.values()) {
      for (FileSinkCommittable part : bucket.parts) {
        DataOutputSerializer out = new DataOutputSerializer(128);
        out.writeInt(bucket.checkpoints);
        SimpleVersionedSerialization.writeVersionAndSerialize(compaction.serializer(), part, out);
        held.add(out.getCopyOfBuffer());
      }
    }
    context.operatorState().getListState(HELD).update(held);
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeUTF(prefix);
    ListState<byte[]> prefixes = context.operatorState().getListState(PREFIX);
    prefixes.update(List.of(out.getCopyOfBuffer()));
  }

  /** Shows what it holds, so that nothing is left hidden if the job never goes on. */
  @Override
  public void stopped() throws Exception {
    for (Bucket bucket : buckets.values()) {
      for (FileSinkCommittable part : bucket.parts) {
        compaction.show(part);
      }
    }
    buckets.clear();
  }
}
