// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import java.io.IOException;
import java.util.Collection;

/**
 * A writer whose results are made visible by a {@link Committer}.
 *
 * @param <InputT> type of the records
 * @param <CommittableT> what is needed to commit
 */
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {

  /**
   * What has to be committed once the checkpoint that is being taken is complete. It must be
   * durable. Called after {@link #flush}.
   */
  Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}
