// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import io.flyshuttle.core.graph.OperatorID;
import java.util.List;

/**
 * What one subtask of an operator restores.
 *
 * @param operator its identity in the job that restores
 * @param keyed all handles with a key group of the subtask; parts of other groups are left out
 * @param operatorStates the operator state of all former subtasks in their order, from which the
 *     subtask takes its share by {@code OperatorStateSnapshot.redistribute}; or just its own, if
 *     {@code ownOperatorState}
 * @param ownOperatorState whether {@code operatorStates} is this subtask's own and no share has to
 *     be taken
 */
public record OperatorRestore(
    OperatorID operator,
    List<KeyedStateHandle> keyed,
    List<StateBlob> operatorStates,
    boolean ownOperatorState) {}
