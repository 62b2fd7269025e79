// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.option.JobManagerOptions;
import io.flyshuttle.core.option.ReadableConfig;
import java.nio.file.Path;

/**
 * Where an endpoint listens and how it proves itself.
 *
 * @param bindHost address to listen on
 * @param host name by which the other side reaches it
 * @param firstPort first port to try; 0 for any free one
 * @param lastPort last port to try
 * @param secret the session's secret; empty if the session has none
 * @param keyStore PKCS12 store with the session's key and certificate, for TLS; null for none
 */
public record EndpointSettings(
    String bindHost, String host, int firstPort, int lastPort, String secret, Path keyStore) {

  /** Loopback, any free port, no secret. */
  public static EndpointSettings loopback() {
    return new EndpointSettings("127.0.0.1", "127.0.0.1", 0, 0, "", null);
  }

  /**
   * As the JobManager's settings say.
   *
   * @param host by which workers reach it, where the environment knows that, as YARN does: listens
   *     on all addresses and, unless one is set, any free port, so that sessions on one host do not
   *     clash; null for the address and port of the settings or their defaults
   */
  public static EndpointSettings ofJobManager(
      ReadableConfig configuration, String host, String secret) {
    if (host != null) {
      int port = configuration.getOptional(JobManagerOptions.PORT).orElse(0);
      return new EndpointSettings("0.0.0.0", host, port, port, secret, null);
    }
    String address = configuration.get(JobManagerOptions.ADDRESS);
    int port = configuration.get(JobManagerOptions.PORT);
    return new EndpointSettings(address, address, port, port, secret, null);
  }

  /** Listens on all addresses, known as {@code host}, with any free port. */
  public static EndpointSettings of(String host, String secret) {
    return new EndpointSettings("0.0.0.0", host, 0, 0, secret, null);
  }

  @Override
  public String toString() {
    return "EndpointSettings[" + host + ":" + firstPort + "-" + lastPort + "]";
  }
}
