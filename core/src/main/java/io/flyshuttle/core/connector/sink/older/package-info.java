/**
 * The first form of the contract of sinks, for programs that were written against it: writer,
 * committer and global committer hand lists to each other.
 *
 * <p>Upstream: programs implement it. Downstream: {@code datastream} brings it under the newer
 * contract, {@link io.flyshuttle.core.connector.sink.Sink}.
 */
package io.flyshuttle.core.connector.sink.older;
