// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.KeyedStatePart;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keyed state as pieces of files: any store in the canonical form, one piece per key group; stores
 * that have a form of their own in that, unless it is for a savepoint.
 */
public final class KeyedStateFiles {
  private KeyedStateFiles() {}

  /**
   * Takes a snapshot. Task's thread, between two records.
   *
   * @param incremental whether it may refer to what an earlier checkpoint wrote
   */
  public static PendingKeyedState snapshot(
      KeyedStateBackend<?> backend, long checkpointId, CheckpointKind kind, boolean incremental) {
    if (backend instanceof OwnFormStore store && !kind.isSavepoint()) {
      return store.snapshot(checkpointId, incremental);
    }
    return new Canonical(backend.snapshot());
  }

  /**
   * Brings state back. Task's thread, before any state is asked for.
   *
   * @param handles those that have groups of the backend; parts of other groups are passed over
   * @param classLoader finds the classes of serializers
   * @throws FlyshuttleException with {@link ErrorCode#CHECKPOINT_DAMAGED} if a piece is not what
   *     was written, with {@link ErrorCode#STATE_NOT_RESTORABLE} if the store cannot read it
   */
  public static void restore(
      KeyedStateBackend<?> backend,
      List<KeyedStateHandle> handles,
      BlobReader reader,
      ClassLoader classLoader)
      throws IOException {
    for (KeyedStateHandle handle : handles) {
      if (handle.form().equals(KeyedStateHandle.CANONICAL)) {
        restoreCanonical(backend, handle, reader, classLoader);
      } else if (backend instanceof OwnFormStore store && store.form().equals(handle.form())) {
        store.restore(handle, reader, classLoader);
      } else {
        throw new FlyshuttleException(
            ErrorCode.STATE_NOT_RESTORABLE,
            "The checkpoint was written by the state backend \""
                + handle.form()
                + "\" in a form that only it reads: restore with state.backend "
                + handle.form()
                + ", or from a savepoint");
      }
    }
  }

  private static void restoreCanonical(
      KeyedStateBackend<?> backend,
      KeyedStateHandle handle,
      BlobReader reader,
      ClassLoader classLoader)
      throws IOException {
    KeyedRestore restore = reader.read(handle.header(), in -> backend.restore(in, classLoader));
    for (KeyedStatePart part : handle.parts()) {
      int keyGroup = part.keyGroups().start();
      if (!backend.keyGroups().contains(keyGroup)) {
        continue;
      }
      for (StateBlob blob : part.blobs()) {
        reader.read(
            blob,
            in -> {
              restore.readKeyGroup(keyGroup, in);
              return null;
            });
      }
    }
  }

  /** Tells a store that a checkpoint is complete. Task's thread. */
  public static void completed(KeyedStateBackend<?> backend, long checkpointId) {
    if (backend instanceof OwnFormStore store) {
      store.completed(checkpointId);
    }
  }

  /** Tells a store that a checkpoint will never complete. Task's thread. */
  public static void aborted(KeyedStateBackend<?> backend, long checkpointId) {
    if (backend instanceof OwnFormStore store) {
      store.aborted(checkpointId);
    }
  }

  private record Canonical(KeyedSnapshot snapshot) implements PendingKeyedState {

    @Override
    public KeyedStateHandle write(SegmentFiles files) throws IOException {
      List<Integer> groups = new ArrayList<>();
      List<BlobContent> contents = new ArrayList<>();
      contents.add(snapshot::writeHeader);
      KeyGroupRange range = snapshot.keyGroups();
      for (int group = range.start(); group < range.end(); group++) {
        if (!snapshot.isEmpty(group)) {
          int each = group;
          groups.add(group);
          contents.add(out -> snapshot.writeKeyGroup(each, out));
        }
      }
      if (groups.isEmpty()) {
        return null;
      }
      List<StateBlob> blobs = files.own().writeAll(contents);
      List<KeyedStatePart> parts = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        int group = groups.get(i);
        parts.add(
            new KeyedStatePart(new KeyGroupRange(group, group + 1), List.of(blobs.get(i + 1))));
      }
      return new KeyedStateHandle(KeyedStateHandle.CANONICAL, range, blobs.get(0), parts);
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }
}
