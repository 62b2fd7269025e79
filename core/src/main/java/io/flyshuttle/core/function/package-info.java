/**
 * The plain functions of user programs, batch and stream: interfaces of one method, what they take
 * and give, and hints about them.
 *
 * <p>Upstream: nothing. Downstream: {@code state} keeps reduce and aggregate functions in
 * descriptors; {@code function.rich} adds life cycle and runtime context; the APIs and operators
 * call them.
 */
package io.flyshuttle.core.function;
