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
 * @param use what workers do with their copy
 */
public record JobFile(String name, String path, String sha256, long size, Use use) {

  /** What a copy is for. */
  public enum Use {
    /** A jar of the job's class loader. */
    CLASS_PATH,
    /** A file for functions to read. */
    CACHED,
    /** A program for functions to run. */
    EXECUTABLE,
    /** A ZIP archive of a directory, which functions see unpacked. */
    DIRECTORY
  }

  /** Whether it is a jar of the job's class loader. */
  public boolean onClasspath() {
    return use == Use.CLASS_PATH;
  }

  /** The same content in another place. */
  public JobFile at(String otherPath) {
    return new JobFile(name, otherPath, sha256, size, use);
  }
}
