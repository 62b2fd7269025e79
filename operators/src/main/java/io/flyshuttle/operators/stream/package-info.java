/**
 * Operators of stream programs that need no timers: sources, sinks, running aggregates, timestamps
 * and watermarks, functions over two inputs. Upstream: the stream API's plan. Downstream: {@link
 * io.flyshuttle.core.operator.Output}.
 */
package io.flyshuttle.operators.stream;
