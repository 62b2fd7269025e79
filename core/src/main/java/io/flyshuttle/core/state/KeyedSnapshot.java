// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;

/**
 * All state of a backend as it was at one moment. Taken by the task's thread, which goes on to
 * change the state; written by one other thread. Must be closed, by any thread: until then the
 * backend keeps what the snapshot needs.
 */
public interface KeyedSnapshot extends AutoCloseable {

  /** The groups that can be written. */
  KeyGroupRange keyGroups();

  /** Whether a group holds nothing at all, so that it need not be written. */
  boolean isEmpty(int keyGroup);

  /** Writes what is needed to read the groups: names, kinds and serializers of all state. */
  void writeHeader(DataOutputView out) throws IOException;

  /** Writes one group; groups can be written in any order, to different places. */
  void writeKeyGroup(int keyGroup, DataOutputView out) throws IOException;

  @Override
  void close();
}
