/**
 * Operators that call process functions, of one input, two inputs, or an input and a broadcast one,
 * with timers and state by key. Upstream: the stream API's plan. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.process;
