/**
 * Loops of batch programs. Each subtask of a loop runs the whole body on its part of the data,
 * superstep by superstep: the body's operators are those of the other packages, called in order,
 * with buffers that spill between them, and messages to the other subtasks where records belong
 * there. Upstream: the gate of a task, which brings the loop's input and the data from outside of
 * it. Downstream: {@link io.flyshuttle.core.operator.Output}, which gets the result of the last
 * superstep.
 */
package io.flyshuttle.operators.iterate;
