/**
 * Sorting in managed memory with spilling, and everything that works on sorted records: groups,
 * sorted partitions, combining by sorting. Upstream: the gate or chain of a task. Downstream:
 * {@link io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.sort;
