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
 * @param channels one per subpartition to read
 */
public record InputSpec(
    int input, ExchangeMode exchange, String producer, List<ChannelSpec> channels) {}
