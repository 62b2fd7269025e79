// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.graph.OperatorID;

/**
 * Saved state of one operator in one subtask.
 *
 * @param operator its identity
 * @param keyed null if it has no keyed state
 * @param operatorState an {@code OperatorStateSnapshot} as bytes; null if it has none
 * @param redistributes whether the operator state has to be read by all subtasks even if the
 *     parallelism stays the same (union lists)
 */
public record OperatorSnapshot(
    OperatorID operator, KeyedStateHandle keyed, StateBlob operatorState, boolean redistributes) {}
