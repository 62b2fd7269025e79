// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

/**
 * Where the web server listens and whom it lets in.
 *
 * @param bindHost address to listen on
 * @param port port, 0 for any free one
 * @param token what a client must show on {@code /v1} calls; empty if the session has none
 * @param maxGraphBytes largest job graph that is taken
 */
public record WebSettings(String bindHost, int port, String token, long maxGraphBytes) {
  private static final long DEFAULT_MAX_GRAPH_BYTES = 128L << 20;

  /** All addresses, any free port. */
  public static WebSettings of(String token) {
    return new WebSettings("0.0.0.0", 0, token, DEFAULT_MAX_GRAPH_BYTES);
  }

  @Override
  public String toString() {
    return "WebSettings[" + bindHost + ":" + port + "]";
  }
}
