// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.plan;

import io.flyshuttle.core.type.TypeSerializer;

/**
 * One input edge of a node.
 *
 * @param input the node's input it leads to; several edges to one input are a union
 * @param source the node that emits
 * @param sideOutput id of the side output that is read, empty for the main output
 * @param ship how the records get here
 * @param serializer of the records
 */
record PlanInput(
    int input, PlanNode source, String sideOutput, Ship ship, TypeSerializer<?> serializer) {}
