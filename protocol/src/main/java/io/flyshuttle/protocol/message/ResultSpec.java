// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.graph.ExchangeMode;

/**
 * What a task sends along one edge.
 *
 * @param edge id of the edge
 * @param operator index of the emitting operator in the vertex
 * @param sideOutput id of the side output, empty for the main output
 * @param exchange how the records go
 * @param subpartitions number of channels
 * @param consumerMaxParallelism number of key groups of the consuming vertex
 * @param selector the serialized channel selector, opaque
 */
public record ResultSpec(
    int edge,
    int operator,
    String sideOutput,
    ExchangeMode exchange,
    int subpartitions,
    int consumerMaxParallelism,
    byte[] selector) {}
