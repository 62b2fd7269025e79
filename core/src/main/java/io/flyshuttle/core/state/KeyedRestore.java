// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.memory.DataInputView;
import java.io.IOException;

/**
 * Brings groups back that one snapshot wrote. Used by the task's thread, before any state is asked
 * for.
 */
public interface KeyedRestore {

  /** Reads one group, which must be one of the backend's. */
  void readKeyGroup(int keyGroup, DataInputView in) throws IOException;
}
