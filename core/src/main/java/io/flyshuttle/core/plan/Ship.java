// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.function.Partitioner;
import io.flyshuttle.core.graph.DistributionPattern;
import io.flyshuttle.core.graph.ExchangeMode;
import io.flyshuttle.core.graph.KeyPlacement;
import io.flyshuttle.core.operator.BroadcastSelector;
import io.flyshuttle.core.operator.ChannelSelector;
import io.flyshuttle.core.operator.CustomSelector;
import io.flyshuttle.core.operator.ForwardSelector;
import io.flyshuttle.core.operator.GlobalSelector;
import io.flyshuttle.core.operator.KeyGroupSelector;
import io.flyshuttle.core.operator.RebalanceSelector;
import io.flyshuttle.core.operator.ShuffleSelector;

/**
 * How records get from one operator to the next.
 *
 * @param name the strategy's name, for people
 * @param pattern which subtasks are connected
 * @param exchange pipelined or blocking
 * @param selector chooses the channel of a record
 * @param placement whether records may go to other subtasks once their size is known
 */
public record Ship(
    String name,
    DistributionPattern pattern,
    ExchangeMode exchange,
    ChannelSelector<?> selector,
    KeyPlacement placement) {

  /** Name of the strategies by the hash of a key. */
  public static final String HASH = "HASH";

  static final String FORWARD = "FORWARD";
  static final String AUTOMATIC = "AUTOMATIC";

  /** Subtask i to subtask i; the two operators must have the same parallelism. */
  public static Ship forward() {
    return pointwise(FORWARD, new ForwardSelector());
  }

  /** Forward where both operators have the same parallelism, else rebalance. */
  public static Ship automatic() {
    return pointwise(AUTOMATIC, new ForwardSelector());
  }

  /** In turn to all subtasks. */
  public static Ship rebalance() {
    return allToAll("REBALANCE", new RebalanceSelector());
  }

  /** In turn to the near subtasks only: few connections. */
  public static Ship rescale() {
    return pointwise("RESCALE", new RebalanceSelector());
  }

  /** At random to all subtasks. */
  public static Ship shuffle() {
    return allToAll("SHUFFLE", new ShuffleSelector());
  }

  /** Everything to all subtasks. */
  public static Ship broadcast() {
    return allToAll("BROADCAST", new BroadcastSelector());
  }

  /** Everything to the first subtask. */
  public static Ship global() {
    return allToAll("GLOBAL", new GlobalSelector());
  }

  /** By the key, to the subtask that holds the key's group. */
  public static <T, K> Ship hash(KeySelector<T, K> keySelector) {
    return allToAll(HASH, new KeyGroupSelector<>(keySelector));
  }

  /** By the user's partitioner. */
  public static <T, K> Ship custom(Partitioner<K> partitioner, KeySelector<T, K> keySelector) {
    return allToAll("CUSTOM", new CustomSelector<>(partitioner, keySelector));
  }

  /** All-to-all with a selector of the caller's own. */
  public static Ship allToAll(String name, ChannelSelector<?> selector) {
    return new Ship(
        name,
        DistributionPattern.ALL_TO_ALL,
        ExchangeMode.PIPELINED,
        selector,
        KeyPlacement.STRICT);
  }

  private static Ship pointwise(String name, ChannelSelector<?> selector) {
    return new Ship(
        name, DistributionPattern.POINTWISE, ExchangeMode.PIPELINED, selector, KeyPlacement.STRICT);
  }

  /** The same strategy through files: the receiver starts when the sender has finished. */
  public Ship blocking() {
    return new Ship(name, pattern, ExchangeMode.BLOCKING, selector, placement);
  }

  /** The same strategy where the receiver does not need all records of a key in one subtask. */
  public Ship placed(KeyPlacement newPlacement) {
    return new Ship(name, pattern, exchange, selector, newPlacement);
  }

  /** Whether records go to the subtask that holds their key's state. */
  public boolean isByKey() {
    return selector instanceof KeyGroupSelector;
  }

  /** Whether subtask i sends to subtask i only. */
  public boolean isForward() {
    return name.equals(FORWARD) || name.equals(AUTOMATIC);
  }
}
