// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.protocol.message.MasterMessage;
import java.util.function.Consumer;

/** The JobManager's end of the control connections to all workers. */
public interface MasterEndpoint extends AutoCloseable {

  /**
   * Starts an endpoint on sockets.
   *
   * @param receiver called for each message, in order, by one thread at a time; must not block
   */
  static MasterEndpoint start(EndpointSettings settings, Consumer<MasterMessage> receiver) {
    ActorEndpoint<MasterMessage> endpoint =
        new ActorEndpoint<>("flyshuttle", settings, MasterMessage.class, receiver);
    return new MasterEndpoint() {
      @Override
      public String actor() {
        return endpoint.actor();
      }

      @Override
      public int port() {
        return endpoint.port();
      }

      @Override
      public WorkerLink worker(String actor) {
        return endpoint.senderTo(actor);
      }

      @Override
      public void close() {
        endpoint.close();
      }
    };
  }

  /** The JobManager's reference, for the workers. */
  String actor();

  /** The port it listens on. */
  int port();

  /** The way to the worker with the given reference, as its registration told it. */
  WorkerLink worker(String actor);

  /**
   * Frees the port and ends the threads; waits a short while for messages that are on their way.
   */
  @Override
  void close();
}
