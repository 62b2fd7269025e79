// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * The end of a process's log.
 *
 * @param sizeBytes how much has been written to the log's current file in all
 * @param bytes its last bytes, in UTF-8; begins at the begin of a line
 */
public record LogTail(long sizeBytes, byte[] bytes) {}
