// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * Divides what belongs to a checkpoint from what comes after it, in every channel. It carries all
 * that a task must know to take its snapshot.
 *
 * <pre>
 * long checkpoint id, long time, byte kind, boolean unaligned, UTF directory
 * </pre>
 *
 * @param checkpointId rises from one checkpoint of a job to the next, across restarts too
 * @param timestampMillis when the checkpoint was triggered, milliseconds since 1970
 * @param kind what is saved and what follows
 * @param unaligned whether the barrier may overtake records
 * @param directory URI of the directory for the files of this checkpoint alone
 */
public record Barrier(
    long checkpointId,
    long timestampMillis,
    CheckpointKind kind,
    boolean unaligned,
    String directory) {

  private static final CheckpointKind[] KINDS = CheckpointKind.values();

  public void write(DataOutputView out) throws IOException {
    out.writeLong(checkpointId);
    out.writeLong(timestampMillis);
    out.writeByte(kind.ordinal());
    out.writeBoolean(unaligned);
    out.writeUTF(directory);
  }

  /** Reads what {@link #write} wrote. */
  public static Barrier read(DataInputView in) throws IOException {
    return new Barrier(
        in.readLong(), in.readLong(), KINDS[in.readByte()], in.readBoolean(), in.readUTF());
  }
}
