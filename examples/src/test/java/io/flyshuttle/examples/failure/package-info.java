/**
 * Jobs with checkable results under failures of all kinds: killed workers, throwing functions,
 * checkpoints that fail at named moments, file systems that are slow, fail or are away.
 *
 * <p>Upstream: the stream API. Downstream: sessions in this JVM, and a file system of this package
 * with the scheme {@code failing}, which hands on to that of this machine.
 */
package io.flyshuttle.examples.failure;
