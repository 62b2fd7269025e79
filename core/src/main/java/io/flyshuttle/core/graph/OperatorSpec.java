// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import java.util.List;

/**
 * One operator of a vertex.
 *
 * @param id its identity
 * @param uid the user's uid, empty if none was set
 * @param name shown to the user
 * @param chainedTo index in the vertex of the operator whose output it takes directly, -1 for the
 *     head, which takes the vertex's inputs
 * @param sideOutput id of the side output of {@code chainedTo} that it takes, empty for the main
 *     one
 * @param code the serialized {@link io.flyshuttle.core.operator.OperatorCode}, opaque
 * @param managedMemoryWeight this operator's part of the vertex's managed memory, relative to the
 *     other operators of the vertex; 0 if it needs none
 * @param details lines that describe it in a plan: strategies, keys, estimates
 */
public record OperatorSpec(
    OperatorID id,
    String uid,
    String name,
    int chainedTo,
    String sideOutput,
    byte[] code,
    int managedMemoryWeight,
    List<String> details) {

  /** {@link #chainedTo} of the head of a chain. */
  public static final int HEAD = -1;
}
