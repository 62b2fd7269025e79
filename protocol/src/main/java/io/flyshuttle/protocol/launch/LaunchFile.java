// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

/**
 * One file that YARN puts into a container's working directory.
 *
 * @param link name in the container
 * @param uri where it lies
 * @param sizeBytes its size; YARN refuses a file that has another
 * @param modifiedMillis its modification time; YARN refuses a file that has another
 * @param archive whether YARN unpacks it to a directory called {@code link}
 * @param shared whether a node keeps it for later applications of the same user
 */
public record LaunchFile(
    String link,
    String uri,
    long sizeBytes,
    long modifiedMillis,
    boolean archive,
    boolean shared) {}
