// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.graph;

/**
 * A file that travels with a job, addressed by content: uploaded once per content, fetched once per
 * worker.
 *
 * @param name the file's name for people, and for the distributed cache
 * @param path where it lies; a URI that every worker can read
 * @param sha256 hex digest of its content
 * @param size in bytes
 * @param onClasspath whether it is a jar of the job's class loader
 */
public record JobFile(String name, String path, String sha256, long size, boolean onClasspath) {}
