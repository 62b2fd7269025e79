/**
 * Hash tables of serialized records in managed memory. Upstream: the operators that aggregate, and
 * loops with a solution set. Downstream: managed memory.
 */
package io.flyshuttle.operators.table;
