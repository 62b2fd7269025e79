// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.source.SourceSplit;
import io.flyshuttle.core.file.Path;
import java.io.Serializable;
import java.util.Optional;

/** A part of a file, and where reading of it goes on. Immutable. */
public class FileSourceSplit implements SourceSplit, Serializable {
  private static final long serialVersionUID = 1L;

  private static final String[] NO_HOSTS = new String[0];

  private final String id;
  private final Path filePath;
  private final long offset;
  private final long length;
  private final long fileModificationTime;
  private final long fileSize;
  private final String[] hostnames;
  private final CheckpointedPosition readerPosition;

  public FileSourceSplit(
      String id,
      Path filePath,
      long offset,
      long length,
      long fileModificationTime,
      long fileSize) {
    this(id, filePath, offset, length, fileModificationTime, fileSize, NO_HOSTS);
  }

  public FileSourceSplit(
      String id,
      Path filePath,
      long offset,
      long length,
      long fileModificationTime,
      long fileSize,
      String... hostnames) {
    this(id, filePath, offset, length, fileModificationTime, fileSize, hostnames, null);
  }

  /**
   * @param offset first byte of the split in the file
   * @param length bytes
   * @param fileModificationTime in milliseconds since 1970
   * @param hostnames hosts on which the bytes lie
   * @param readerPosition where to go on; null for the beginning
   */
  public FileSourceSplit(
      String id,
      Path filePath,
      long offset,
      long length,
      long fileModificationTime,
      long fileSize,
      String[] hostnames,
      CheckpointedPosition readerPosition) {
    if (offset < 0 || length < 0) {
      throw new IllegalArgumentException(
          "there is no split of " + length + " bytes at offset " + offset);
    }
    this.id = id;
    this.filePath = filePath;
    this.offset = offset;
    this.length = length;
    this.fileModificationTime = fileModificationTime;
    this.fileSize = fileSize;
    this.hostnames = hostnames.clone();
    this.readerPosition = readerPosition;
  }

  @Override
  public String splitId() {
    return id;
  }

  public Path path() {
    return filePath;
  }

  public long offset() {
    return offset;
  }

  public long length() {
    return length;
  }

  public long fileModificationTime() {
    return fileModificationTime;
  }

  public long fileSize() {
    return fileSize;
  }

  public String[] hostnames() {
    return hostnames.clone();
  }

  /** Where to go on; empty for the beginning. */
  public Optional<CheckpointedPosition> getReaderPosition() {
    return Optional.ofNullable(readerPosition);
  }

  /** The same split, read up to {@code position}. */
  public FileSourceSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
    return new FileSourceSplit(
        id, filePath, offset, length, fileModificationTime, fileSize, hostnames, position);
  }

  @Override
  public String toString() {
    return filePath + " from " + offset + ", " + length + " bytes (split " + id + ")";
  }
}
