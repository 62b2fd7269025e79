// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.checkpoint;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import java.util.concurrent.CompletableFuture;

/**
 * A checkpoint or savepoint that somebody asked for.
 *
 * @param kind what is to be made
 * @param directory URI of its own directory; empty for a checkpoint
 * @param result its directory when it is complete; when the job was to stop, after it has ended
 */
public record SavepointRequest(
    CheckpointKind kind, String directory, CompletableFuture<String> result) {}
