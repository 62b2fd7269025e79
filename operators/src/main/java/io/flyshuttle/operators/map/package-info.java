/**
 * Operators that take one record at a time: map, flatMap, filter, project, and mapPartition, which
 * takes all of a subtask's records as one iterable. Used by batch and stream programs alike.
 * Upstream: the chain or the gate of a task. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.map;
