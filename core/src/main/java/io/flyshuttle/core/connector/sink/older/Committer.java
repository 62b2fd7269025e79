// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.older;

import java.io.IOException;
import java.util.List;

/**
 * Commits what one writer wrote. A commit may be asked for again after a failure.
 *
 * @param <CommT> what is needed to commit
 */
@Deprecated
public interface Committer<CommT> extends AutoCloseable {

  /** Commits; returns what is to be tried again later. */
  List<CommT> commit(List<CommT> committables) throws IOException, InterruptedException;
}
