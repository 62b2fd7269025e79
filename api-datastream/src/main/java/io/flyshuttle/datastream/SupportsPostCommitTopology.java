// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.sink.CommittableMessage;

/**
 * A sink with operators of its own behind its committers, such as to commit once more for all of
 * them: see {@link StandardSinkTopologies}.
 *
 * @param <CommittableT> what is needed to commit
 */
public interface SupportsPostCommitTopology<CommittableT> {

  /**
   * Called while the program is built. What the stream tells has been committed; after a failure it
   * may be told again.
   */
  void addPostCommitTopology(DataStream<CommittableMessage<CommittableT>> committables);
}
