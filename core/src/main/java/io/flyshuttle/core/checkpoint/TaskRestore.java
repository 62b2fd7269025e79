// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

import java.util.List;

/**
 * What a task restores before it opens.
 *
 * @param checkpointId the checkpoint or savepoint
 * @param base URI of the directory that names of files are relative to
 * @param operators those of the task that have state
 * @param channels records that were in flight, where both ends have the parallelism that they had
 * @param edges records that were in flight where it has changed
 * @param ended whether the task had reached the end of its input: it opens nothing, ends its
 *     outputs and has finished
 */
public record TaskRestore(
    long checkpointId,
    String base,
    List<OperatorRestore> operators,
    List<ChannelSnapshot> channels,
    List<EdgeRestore> edges,
    boolean ended) {}
