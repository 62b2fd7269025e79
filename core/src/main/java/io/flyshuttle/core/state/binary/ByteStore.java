// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;

/**
 * Keeps bytes under (table, key group, bytes). Used by the task's thread, except for what a {@link
 * Frozen} allows. Groups are counted from the first of the subtask.
 */
public interface ByteStore extends AutoCloseable {

  /** Name of the store's own form in checkpoints. */
  String form();

  /** Whether the store keeps such state; what it does not keep stays on the heap. */
  boolean keeps(StateDescriptor.Type kind, TypeSerializer<?> values);

  /**
   * A new, empty table.
   *
   * @param name of the state
   * @param keyBytes of each key with its namespace, -1 if that differs
   * @param valueBytes of each value, -1 if that differs
   */
  ByteTable newTable(String name, int keyBytes, int valueBytes);

  /** Forgets a table and all that is in it. */
  void drop(ByteTable table);

  /** All tables as they are now, for the canonical form. */
  Frozen freeze();

  /**
   * All tables as they are now, in the store's own form.
   *
   * @param incremental whether it may refer to what completed checkpoints wrote
   */
  OwnSnapshot snapshot(long checkpointId, boolean incremental);

  /**
   * Fills tables, which are empty or hold other groups, with what an {@link OwnSnapshot} wrote.
   *
   * @param tables the table for each name; null for one that is not wanted
   * @param remainder reads what the store did not keep of a group
   */
  void restore(
      KeyedStateHandle handle, BlobReader reader, TablesByName tables, GroupReader remainder)
      throws IOException;

  /** A checkpoint is complete. */
  void completed(long checkpointId);

  /** A checkpoint will never complete. */
  void aborted(long checkpointId);

  /** Frees everything. Snapshots that are still open fail when they are written. */
  @Override
  void close();

  /** Gives the table of a name while state is restored. */
  @FunctionalInterface
  interface TablesByName {

    /** The table, made if it is not there. */
    ByteTable table(String name);
  }

  /** Reads what the store did not keep. */
  @FunctionalInterface
  interface GroupReader {

    /** Reads a group, counted from the first of the subtask. */
    void read(int group, DataInputView in) throws IOException;
  }

  /** All tables at one moment. Used by one other thread; closed by any. */
  interface Frozen extends AutoCloseable {

    /** Whether a table has no entries in a group. */
    boolean isEmpty(ByteTable table, int group) throws IOException;

    /** Visits all entries of a table in a group. */
    void forEach(ByteTable table, int group, ByteTable.Visitor visitor) throws IOException;

    @Override
    void close();
  }
}
