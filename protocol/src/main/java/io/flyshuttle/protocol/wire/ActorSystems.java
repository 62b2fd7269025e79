// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends actor systems that are made for one actor and one kind of message. */
final class ActorSystems {
  private static final Logger LOG = LoggerFactory.getLogger(ActorSystems.class);
  private static final long CLOSE_TIMEOUT_MILLIS = 3000;

  /** All that differs from Akka's reference configuration and does not depend on the endpoint. */
  private static final String SETTINGS =
      """
      akka {
        loglevel = ERROR
        stdout-loglevel = ERROR
        loggers = ["akka.event.slf4j.Slf4jLogger"]
        logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
        log-dead-letters = off
        log-dead-letters-during-shutdown = off
        jvm-shutdown-hooks = off
        java-flight-recorder.enabled = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        coordinated-shutdown.exit-jvm = off
        coordinated-shutdown.default-phase-timeout = 2 s
        library-extensions = []
        actor {
          provider = remote
          allow-java-serialization = off
          warn-about-java-serializer-usage = off
          serializers.frame = "io.flyshuttle.protocol.wire.FrameSerializer"
          serialization-bindings."io.flyshuttle.protocol.wire.Frame" = frame
          default-dispatcher.fork-join-executor {
            parallelism-min = 1
            parallelism-factor = 0.5
            parallelism-max = 2
          }
          internal-dispatcher.fork-join-executor {
            parallelism-min = 1
            parallelism-factor = 0.5
            parallelism-max = 2
          }
        }
        remote {
          warn-about-direct-use = off
          use-unsafe-remote-features-outside-cluster = off
          default-remote-dispatcher.fork-join-executor {
            parallelism-min = 2
            parallelism-factor = 0.5
            parallelism-max = 2
          }
          artery {
            enabled = on
            transport = tcp
            untrusted-mode = on
            log-received-messages = off
            log-sent-messages = off
            ssl.config-ssl-engine {
              protocol = "TLSv1.3"
              enabled-algorithms = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"]
            }
            propagate-harmless-quarantine-events = off
            advanced {
              maximum-frame-size = 256 KiB
              buffer-pool-size = 16
              maximum-large-frame-size = 256 KiB
              large-buffer-pool-size = 1
              inbound-lanes = 1
              outbound-lanes = 1
              outbound-message-queue-size = 8192
              shutdown-flush-timeout = 1 s
              compression.actor-refs.max = 0
              compression.manifests.max = 0
              instruments = []
            }
          }
        }
      }
      """;

  private ActorSystems() {}

  /**
   * Starts a system whose guardian is {@code behavior}, on the first free port of the range.
   *
   * @throws FlyshuttleException with INVALID_OPTION if none is free
   */
  static ActorSystem<Frame> start(
      String name, EndpointSettings settings, Behavior<Frame> behavior) {
    int last = settings.firstPort() == 0 ? 0 : Math.max(settings.firstPort(), settings.lastPort());
    for (int port = settings.firstPort(); port <= last; port++) {
      if (port != 0 && !isFree(settings.bindHost(), port)) {
        continue;
      }
      try {
        return ActorSystem.create(behavior, name, config(settings, port));
      } catch (RuntimeException e) {
        if (!isBindFailure(e)) {
          throw e;
        }
        LOG.debug("Port {} was taken at the last moment", port);
      }
    }
    throw new FlyshuttleException(
        ErrorCode.INVALID_OPTION,
        "no port from "
            + settings.firstPort()
            + " to "
            + last
            + " is free on "
            + settings.bindHost()
            + ": widen the range of control ports");
  }

  /** A look before the start: a failed start of an actor system is slow and loud. */
  private static boolean isFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return true;
    } catch (IOException e) {
      LOG.debug("Port {} is not free: {}", port, e.getMessage());
      return false;
    }
  }

  private static boolean isBindFailure(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof BindException || t instanceof akka.remote.RemoteTransportException) {
        return true;
      }
    }
    return false;
  }

  private static Config config(EndpointSettings settings, int port) {
    String artery = "akka.remote.artery.";
    Config config =
        ConfigFactory.parseString(SETTINGS)
            .withValue(
                artery + "canonical.hostname", ConfigValueFactory.fromAnyRef(settings.host()))
            .withValue(artery + "canonical.port", ConfigValueFactory.fromAnyRef(port))
            .withValue(
                artery + "bind.hostname", ConfigValueFactory.fromAnyRef(settings.bindHost()));
    if (settings.keyStore() != null) {
      String engine = artery + "ssl.config-ssl-engine.";
      String store = settings.keyStore().toString();
      config =
          config
              .withValue(artery + "transport", ConfigValueFactory.fromAnyRef("tls-tcp"))
              .withValue(engine + "key-store", ConfigValueFactory.fromAnyRef(store))
              .withValue(engine + "trust-store", ConfigValueFactory.fromAnyRef(store))
              .withValue(
                  engine + "key-store-password", ConfigValueFactory.fromAnyRef(settings.secret()))
              .withValue(engine + "key-password", ConfigValueFactory.fromAnyRef(settings.secret()))
              .withValue(
                  engine + "trust-store-password",
                  ConfigValueFactory.fromAnyRef(settings.secret()));
    }
    // Not ConfigFactory.load(): a program's own application.conf must not change the control path.
    return config
        .withFallback(ConfigFactory.defaultReference(ActorSystems.class.getClassLoader()))
        .resolve();
  }

  /** Ends a system, after a short wait for what it still has to send. */
  static void stop(ActorSystem<Frame> system) {
    system.terminate();
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The control connection did not end cleanly", e);
    }
  }
}
