// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import java.io.IOException;

/**
 * What a store of keyed state implements besides {@code KeyedStateBackend} if it saves its state in
 * a form of its own for checkpoints. Savepoints are in the canonical form all the same. Used by the
 * task's thread.
 */
public interface OwnFormStore {

  /** Name of the form, as it stands in handles. */
  String form();

  /**
   * Takes a snapshot in the store's own form.
   *
   * @param incremental whether it may refer to what an earlier checkpoint wrote that has completed
   */
  PendingKeyedState snapshot(long checkpointId, boolean incremental);

  /**
   * Brings state back, before any is asked for. Called for each handle of this form that has groups
   * of this store; parts of other groups are passed over.
   *
   * @param classLoader finds the classes of serializers
   */
  void restore(KeyedStateHandle handle, BlobReader reader, ClassLoader classLoader)
      throws IOException;

  /** A checkpoint is complete: later ones may refer to what it wrote. */
  void completed(long checkpointId);

  /** A checkpoint will never complete; what it wrote is deleted. */
  void aborted(long checkpointId);
}
