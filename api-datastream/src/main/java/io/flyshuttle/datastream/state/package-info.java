/**
 * Where a stream program's state lives and where its checkpoints go, as users set it. Plain
 * settings: the stores are in {@code core.state}. Upstream: the user's program; downstream: {@link
 * io.flyshuttle.datastream.CheckpointConfig}.
 */
package io.flyshuttle.datastream.state;
