/**
 * Operators that users write themselves, by the interfaces they know, and the adapters that run
 * them under the engine's own operator contract. Upstream: {@code DataStream.transform}.
 * Downstream: {@link io.flyshuttle.core.operator.Operator}.
 */
package io.flyshuttle.datastream.operator;
