// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import java.io.Serializable;

/** Chooses where checkpoints go. */
public interface CheckpointStorage extends Serializable {

  /** Directory of checkpoints, a URI; null: the session's. */
  String checkpointDirectory();

  /** Directory of savepoints for which no path is given, a URI; null: the environment's. */
  String savepointDirectory();
}
