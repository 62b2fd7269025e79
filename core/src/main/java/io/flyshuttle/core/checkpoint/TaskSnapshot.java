// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import java.util.List;
import java.util.function.Consumer;

/**
 * All that one task saved.
 *
 * @param operators those that have state
 * @param channels records in flight; empty unless the checkpoint is unaligned
 * @param ended whether the task had reached the end of its input before the checkpoint
 */
public record TaskSnapshot(
    List<OperatorSnapshot> operators, List<ChannelSnapshot> channels, boolean ended) {

  /** All pieces of state that are named, whoever wrote them. */
  public void forEachBlob(Consumer<StateBlob> action) {
    for (OperatorSnapshot operator : operators) {
      if (operator.operatorState() != null) {
        action.accept(operator.operatorState());
      }
      if (operator.keyed() != null) {
        action.accept(operator.keyed().header());
        for (KeyedStatePart part : operator.keyed().parts()) {
          part.blobs().forEach(action);
        }
      }
    }
    for (ChannelSnapshot channel : channels) {
      action.accept(channel.blob());
    }
  }
}
