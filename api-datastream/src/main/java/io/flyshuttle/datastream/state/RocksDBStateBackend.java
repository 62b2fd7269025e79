// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import java.net.URI;

/** State in RocksDB, checkpoints in a directory; the name that older programs use. */
@Deprecated
public class RocksDBStateBackend extends EmbeddedRocksDBStateBackend {
  private static final long serialVersionUID = 1L;

  private final String checkpoints;
  private final String savepoints;

  public RocksDBStateBackend(String checkpointDataUri) {
    this.checkpoints = checkpointDataUri;
    this.savepoints = null;
  }

  public RocksDBStateBackend(String checkpointDataUri, boolean enableIncrementalCheckpointing) {
    super(enableIncrementalCheckpointing);
    this.checkpoints = checkpointDataUri;
    this.savepoints = null;
  }

  public RocksDBStateBackend(URI checkpointDataUri) {
    this(checkpointDataUri.toString());
  }

  public RocksDBStateBackend(URI checkpointDataUri, boolean enableIncrementalCheckpointing) {
    this(checkpointDataUri.toString(), enableIncrementalCheckpointing);
  }

  /** Checkpoints go where {@code checkpointStreamBackend} puts them. */
  public RocksDBStateBackend(StateBackend checkpointStreamBackend) {
    this.checkpoints = checkpointStreamBackend.checkpointDirectory();
    this.savepoints = checkpointStreamBackend.savepointDirectory();
  }

  /** Checkpoints go where {@code checkpointStreamBackend} puts them. */
  public RocksDBStateBackend(
      StateBackend checkpointStreamBackend, boolean enableIncrementalCheckpointing) {
    super(enableIncrementalCheckpointing);
    this.checkpoints = checkpointStreamBackend.checkpointDirectory();
    this.savepoints = checkpointStreamBackend.savepointDirectory();
  }

  @Override
  public String checkpointDirectory() {
    return checkpoints;
  }

  @Override
  public String savepointDirectory() {
    return savepoints;
  }
}
