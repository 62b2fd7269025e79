// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerialization;
import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.function.lambda.SerializableSupplier;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.core.type.TypeSerializerSnapshot;
import java.io.IOException;

/**
 * Writes {@link CommittableMessage}s. Used by one thread at a time.
 *
 * <pre>
 * kind(1) checkpoint(8) subtask(4) ┬ summary:     subtasks(4) committables(4) pending(4) failed(4)
 *                                  └ committable: version(4) length(4) bytes
 * </pre>
 *
 * @param <CommT> what is needed to commit
 */
final class CommittableMessageSerializer<CommT> extends TypeSerializer<CommittableMessage<CommT>> {
  private static final long serialVersionUID = 1L;
  private static final byte SUMMARY = 1;
  private static final byte COMMITTABLE = 2;

  private final SerializableSupplier<SimpleVersionedSerializer<CommT>> supplier;
  private transient SimpleVersionedSerializer<CommT> committables;

  CommittableMessageSerializer(SerializableSupplier<SimpleVersionedSerializer<CommT>> supplier) {
    this.supplier = supplier;
  }

  private SimpleVersionedSerializer<CommT> committables() {
    if (committables == null) {
      committables = supplier.get();
    }
    return committables;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<CommittableMessage<CommT>> duplicate() {
    return new CommittableMessageSerializer<>(supplier);
  }

  @Override
  public CommittableMessage<CommT> createInstance() {
    return null;
  }

  @Override
  public CommittableMessage<CommT> copy(CommittableMessage<CommT> from) {
    return from;
  }

  @Override
  public CommittableMessage<CommT> copy(
      CommittableMessage<CommT> from, CommittableMessage<CommT> reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(CommittableMessage<CommT> message, DataOutputView target)
      throws IOException {
    if (message instanceof CommittableSummary<CommT> summary) {
      target.writeByte(SUMMARY);
      target.writeLong(summary.getCheckpointIdOrEOI());
      target.writeInt(summary.getSubtaskId());
      target.writeInt(summary.getNumberOfSubtasks());
      target.writeInt(summary.getNumberOfCommittables());
      target.writeInt(summary.getNumberOfPendingCommittables());
      target.writeInt(summary.getNumberOfFailedCommittables());
    } else if (message instanceof CommittableWithLineage<CommT> lineage) {
      target.writeByte(COMMITTABLE);
      target.writeLong(lineage.getCheckpointIdOrEOI());
      target.writeInt(lineage.getSubtaskId());
      SimpleVersionedSerialization.writeVersionAndSerialize(
          committables(), lineage.getCommittable(), target);
    } else {
      throw new IOException("neither a summary nor a committable: " + message);
    }
  }

  @Override
  public CommittableMessage<CommT> deserialize(DataInputView source) throws IOException {
    byte kind = source.readByte();
    long checkpointId = source.readLong();
    int subtask = source.readInt();
    if (kind == SUMMARY) {
      return new CommittableSummary<>(
          subtask,
          source.readInt(),
          checkpointId,
          source.readInt(),
          source.readInt(),
          source.readInt());
    }
    if (kind == COMMITTABLE) {
      return new CommittableWithLineage<>(
          SimpleVersionedSerialization.readVersionAndDeSerialize(committables(), source),
          checkpointId,
          subtask);
    }
    throw new IOException("no kind of message has the number " + kind);
  }

  @Override
  public CommittableMessage<CommT> deserialize(
      CommittableMessage<CommT> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CommittableMessageSerializer<?> that && supplier.equals(that.supplier);
  }

  @Override
  public int hashCode() {
    return supplier.hashCode();
  }

  /** Committables that wait are state of their operator, in the form of the sink's serializer. */
  @Override
  public TypeSerializerSnapshot<CommittableMessage<CommT>> snapshotConfiguration() {
    throw new UnsupportedOperationException(
        "messages between the parts of a sink are not kept as state; keep what they hold");
  }
}
