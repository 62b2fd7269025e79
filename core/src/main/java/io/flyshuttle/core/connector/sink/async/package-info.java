/**
 * Sinks that send records in batches, by requests that are answered later.
 *
 * <p>Upstream: programs that extend these classes for a service. Downstream: {@link
 * io.flyshuttle.core.connector.sink}.
 */
package io.flyshuttle.core.connector.sink.async;
