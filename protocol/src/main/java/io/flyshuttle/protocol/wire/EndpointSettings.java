// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

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

  /** Listens on all addresses, known as {@code host}, with any free port. */
  public static EndpointSettings of(String host, String secret) {
    return new EndpointSettings("0.0.0.0", host, 0, 0, secret, null);
  }

  @Override
  public String toString() {
    return "EndpointSettings[" + host + ":" + firstPort + "-" + lastPort + "]";
  }
}
