// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.task;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.worker.chain.ReleaseHooks;
import java.nio.file.Path;
import java.util.Map;

/**
 * A job's classes and files as they are in a worker.
 *
 * @param loader the job's class loader
 * @param executionConfig the job's settings
 * @param cachedFiles files of the distributed cache, by name
 * @param releaseHooks run before the loader is let go
 */
public record JobCode(
    ClassLoader loader,
    ExecutionConfig executionConfig,
    Map<String, Path> cachedFiles,
    ReleaseHooks releaseHooks) {}
