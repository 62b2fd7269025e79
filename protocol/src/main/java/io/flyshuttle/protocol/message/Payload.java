// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.message;

/**
 * Bytes on their way to the client: small ones in the message, large ones in a file of the
 * session's staging directory.
 *
 * @param inline the bytes, null if they are in a file
 * @param path URI of the file, null if the bytes are inline
 * @param size in bytes
 */
public record Payload(byte[] inline, String path, long size) {}
