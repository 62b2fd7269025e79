// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.graph.JobGraph;

/** Job graphs as bytes: what a client posts to the session. */
public final class JobGraphs {
  private JobGraphs() {}

  /**
   * Encodes a graph.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException with RESULT_TOO_LARGE if it is too large
   *     to be sent
   */
  public static byte[] toBytes(JobGraph graph) {
    return new MessageCodec().encode(graph);
  }

  /**
   * Reads a graph. Its content is not checked.
   *
   * @throws io.flyshuttle.core.fault.FlyshuttleException with PROTOCOL_VIOLATION if the bytes are
   *     not a graph of this version
   */
  public static JobGraph fromBytes(byte[] bytes) {
    return new MessageCodec().decode(bytes, JobGraph.class);
  }
}
