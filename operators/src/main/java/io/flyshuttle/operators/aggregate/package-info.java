/**
 * Aggregation: reducing by key in a hash table, combining before records are sent, and the built-in
 * functions. Upstream: the gate or chain of a task. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.aggregate;
