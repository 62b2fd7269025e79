// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

import io.flyshuttle.core.job.JobID;
import java.util.List;

/**
 * A whole job, ready to be scheduled.
 *
 * @param id identity of the job
 * @param name shown to the user
 * @param settings what the JobManager must know
 * @param vertices in topological order
 * @param edges {@code edges.get(i).id() == i}
 * @param files jars and cached files
 * @param executionConfig the serialized {@code ExecutionConfig}, opaque: it may hold user classes
 */
public record JobGraph(
    JobID id,
    String name,
    JobSettings settings,
    List<JobVertex> vertices,
    List<JobEdge> edges,
    List<JobFile> files,
    byte[] executionConfig) {}
