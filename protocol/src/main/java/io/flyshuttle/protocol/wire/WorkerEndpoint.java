// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.protocol.message.WorkerMessage;
import java.util.function.Consumer;

/**
 * A worker's end of the control connection. The connection is made by the first message; there is
 * no notice of its loss: heartbeats tell.
 */
public interface WorkerEndpoint extends AutoCloseable {

  /**
   * Starts an endpoint on sockets.
   *
   * @param masterActor the JobManager's reference, as {@link MasterEndpoint#actor} gave it
   * @param receiver called for each message, in order, by one thread at a time; must not block
   */
  static WorkerEndpoint start(
      EndpointSettings settings, String masterActor, Consumer<WorkerMessage> receiver) {
    ActorEndpoint<WorkerMessage> endpoint =
        new ActorEndpoint<>("flyshuttle-worker", settings, WorkerMessage.class, receiver);
    MasterLink master = endpoint.senderTo(masterActor);
    return new WorkerEndpoint() {
      @Override
      public String actor() {
        return endpoint.actor();
      }

      @Override
      public MasterLink master() {
        return master;
      }

      @Override
      public MasterLink masterAt(String actor) {
        return endpoint.senderTo(actor);
      }

      @Override
      public void close() {
        endpoint.close();
      }
    };
  }

  /** This worker's reference, for {@code RegisterWorker.actor}. */
  String actor();

  /** The way to the JobManager. */
  MasterLink master();

  /** The way to another JobManager, which has followed the first, by its reference. */
  MasterLink masterAt(String actor);

  /**
   * Frees the port and ends the threads; waits a short while for messages that are on their way.
   */
  @Override
  void close();
}
