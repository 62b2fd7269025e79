// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

/**
 * Where a task writes its part of one checkpoint.
 *
 * @param own for state of this checkpoint alone
 * @param shared for state that later checkpoints may refer to; the same as {@code own} for a
 *     savepoint
 */
public record SegmentFiles(SegmentWriter own, SegmentWriter shared) {}
