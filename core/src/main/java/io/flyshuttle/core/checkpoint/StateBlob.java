// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint;

/**
 * A piece of saved state: bytes that stand here, if there are few, else a part of a file.
 *
 * @param inline the bytes; null if they are in a file
 * @param file name of the file, relative to the checkpoint's base directory (see {@link
 *     CheckpointMetadata}); empty if the bytes are inline
 * @param offset where in the file they begin
 * @param length how many they are
 * @param checksum CRC-32C of the bytes
 */
public record StateBlob(byte[] inline, String file, long offset, long length, int checksum) {

  /** Whether the bytes stand here. */
  public boolean isInline() {
    return inline != null;
  }
}
