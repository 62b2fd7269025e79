/**
 * The one operator contract, for batch and stream alike. Upstream: the chain of a task, which calls
 * operators directly. Downstream: {@link io.flyshuttle.core.operator.Output}, which is the next
 * operator of the chain or a partition. A batch job is a stream job that ends.
 */
package io.flyshuttle.core.operator;
