// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/**
 * A flow of records from one vertex to another. Each edge has a result of its own in the producer.
 *
 * @param id unique in the graph; index in {@link JobGraph#edges}
 * @param sourceVertex index in {@link JobGraph#vertices}
 * @param sourceOperator index of the emitting operator in the source vertex
 * @param sideOutput id of the side output that is sent, empty for the main output
 * @param targetVertex index in {@link JobGraph#vertices}
 * @param targetInput input of the target's head operator; several edges may lead to one input
 * @param exchange pipelined or blocking
 * @param pattern which subtasks are connected
 * @param shipStrategy name of the strategy for people: FORWARD, HASH, REBALANCE, BROADCAST ...
 * @param selector serialized {@link io.flyshuttle.core.operator.ChannelSelector}, opaque
 * @param placement whether records may go to other subtasks once their size is known
 */
public record JobEdge(
    int id,
    int sourceVertex,
    int sourceOperator,
    String sideOutput,
    int targetVertex,
    int targetInput,
    ExchangeMode exchange,
    DistributionPattern pattern,
    String shipStrategy,
    byte[] selector,
    KeyPlacement placement) {

  /** An edge whose records go where the selector says. */
  public JobEdge(
      int id,
      int sourceVertex,
      int sourceOperator,
      String sideOutput,
      int targetVertex,
      int targetInput,
      ExchangeMode exchange,
      DistributionPattern pattern,
      String shipStrategy,
      byte[] selector) {
    this(
        id,
        sourceVertex,
        sourceOperator,
        sideOutput,
        targetVertex,
        targetInput,
        exchange,
        pattern,
        shipStrategy,
        selector,
        KeyPlacement.STRICT);
  }
}
