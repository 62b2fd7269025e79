// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

import io.flyshuttle.core.graph.ExchangeMode;
import java.util.List;

/**
 * Channels of one edge that lead into a task.
 *
 * @param input input of the head operator
 * @param exchange how the records come
 * @param producer name of the vertex that sends, for people
 * @param channels one per subpartition to read, or per range of them
 * @param bytes how much will be read, as it is on disk; {@link #UNKNOWN} if the results are not
 *     complete
 */
public record InputSpec(
    int input, ExchangeMode exchange, String producer, List<ChannelSpec> channels, long bytes) {

  /** The size is not known. */
  public static final long UNKNOWN = -1;

  /** An input whose size is not known. */
  public InputSpec(int input, ExchangeMode exchange, String producer, List<ChannelSpec> channels) {
    this(input, exchange, producer, channels, UNKNOWN);
  }
}
