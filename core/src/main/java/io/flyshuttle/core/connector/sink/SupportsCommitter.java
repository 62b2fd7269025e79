// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import java.io.IOException;

/**
 * A sink that commits in two phases: its writers are {@link CommittingSinkWriter}s.
 *
 * @param <CommittableT> what is needed to commit
 */
public interface SupportsCommitter<CommittableT> {

  Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

  SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}
