// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import java.util.List;

/**
 * All that one task saved.
 *
 * @param operators those that have state
 * @param channels records in flight; empty unless the checkpoint is unaligned
 * @param ended whether the task had reached the end of its input before the checkpoint
 */
public record TaskSnapshot(
    List<OperatorSnapshot> operators, List<ChannelSnapshot> channels, boolean ended) {}
