// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.stream.checkpoint;

import java.io.Serializable;
import java.util.List;

/**
 * The older way to keep a list of objects in checkpoints; on a change of parallelism the list's
 * items are spread anew.
 *
 * @param <T> type of an item
 */
public interface ListCheckpointed<T extends Serializable> {

  /** The items to keep; an empty list or null for none. */
  List<T> snapshotState(long checkpointId, long timestamp) throws Exception;

  /** Takes back items after a restore; called before the first record. */
  void restoreState(List<T> state) throws Exception;
}
