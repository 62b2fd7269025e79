/**
 * Operators of two inputs: hash join, merge join with its outer forms, coGroup, cross. Upstream:
 * the gate of a task. Downstream: {@link io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.join;
