/**
 * Loops of batch programs. The body of a loop runs inside one task, superstep by superstep: its
 * operators are those of the other packages, called in order, with buffers that spill between them.
 * Upstream: the gate of a task, which brings the loop's input and the data from outside of it.
 * Downstream: {@link io.flyshuttle.core.operator.Output}, which gets the result of the last
 * superstep.
 */
package io.flyshuttle.operators.iterate;
