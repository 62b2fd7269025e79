// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.graph.JobGraph;

/** Job graphs as bytes: what a client posts to the session. */
public final class JobGraphs {
  private JobGraphs() {}

  /** Encodes a graph. */
  public static byte[] toBytes(JobGraph graph) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a graph.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException with PROTOCOL_VIOLATION if the bytes are
   *     not a graph of this version
   */
  public static JobGraph fromBytes(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
