// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.protocol.message.MasterMessage;
import io.flyshuttle.protocol.message.WorkerMessage;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Either end of a control connection: an actor system with one actor, which receives frames.
 *
 * @param <R> what it receives
 */
final class ActorEndpoint<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActorEndpoint.class);

  private final ActorSystem<Frame> system;
  private final ActorRefResolver resolver;
  private final long sender = new SecureRandom().nextLong();
  private final String secret;

  ActorEndpoint(String name, EndpointSettings settings, Class<R> received, Consumer<R> receiver) {
    this.secret = settings.secret();
    FrameCodec incoming = new FrameCodec(0, secret);
    Behavior<Frame> behavior =
        Behaviors.receiveMessage(
            frame -> {
              deliver(incoming, frame, received, receiver);
              return Behaviors.same();
            });
    this.system = ActorSystems.start(name, settings, behavior);
    this.resolver = ActorRefResolver.get(system);
  }

  private static <R> void deliver(
      FrameCodec incoming, Frame frame, Class<R> received, Consumer<R> receiver) {
    try {
      R message = incoming.decode(frame, received);
      if (message != null) {
        receiver.accept(message);
      }
    } catch (FlyshuttleException e) {
      LOG.warn("A control message was dropped: {}", e.getMessage());
      LOG.debug("Where it was dropped", e);
    } catch (RuntimeException e) {
      LOG.error("A control message could not be handled", e);
    }
  }

  String actor() {
    return resolver.toSerializationFormat(system);
  }

  int port() {
    return system.address().getPort().orElse(0);
  }

  /** A way to another endpoint; its messages keep their order whichever threads send them. */
  Sender senderTo(String actor) {
    return new Sender(resolver.resolveActorRef(actor), new FrameCodec(sender, secret));
  }

  @Override
  public void close() {
    ActorSystems.stop(system);
  }

  /** One way to one endpoint. */
  static final class Sender implements WorkerLink, MasterLink {
    private final ActorRef<Frame> target;
    private final FrameCodec codec;

    private Sender(ActorRef<Frame> target, FrameCodec codec) {
      this.target = target;
      this.codec = codec;
    }

    @Override
    public void send(WorkerMessage message) {
      sendAny(message);
    }

    @Override
    public void send(MasterMessage message) {
      sendAny(message);
    }

    private synchronized void sendAny(Object message) {
      for (Frame frame : codec.encode(message)) {
        target.tell(frame);
      }
    }
  }
}
