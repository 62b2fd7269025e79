// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.connector.sink.CommittableMessage;
import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.function.lambda.SerializableSupplier;

/** Operators that many sinks need behind their committers. */
public final class StandardSinkTopologies {

  private StandardSinkTopologies() {}

  /**
   * Commits everything once more in one place, when the checkpoint is complete that comes after the
   * commit of the sink's own committers.
   *
   * @param committables as {@link SupportsPostCommitTopology} gets them
   */
  public static <CommT> void addGlobalCommitter(
      DataStream<CommittableMessage<CommT>> committables,
      SerializableSupplier<Committer<CommT>> committerFactory,
      SerializableSupplier<SimpleVersionedSerializer<CommT>> committableSerializer) {
    Transformation<?> committer =
        SinkTopology.committer(
                "Global Committer",
                committables.global(),
                context -> committerFactory.get(),
                committableSerializer::get,
                null)
            .nonParallel();
    committables.getExecutionEnvironment().add(committer);
  }
}
