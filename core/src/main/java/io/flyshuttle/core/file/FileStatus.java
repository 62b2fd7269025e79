// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

/** What a file system says about a file or directory. */
public interface FileStatus {

  /** Length in bytes; without meaning for a directory. */
  long getLen();

  /** Bytes per block. */
  long getBlockSize();

  /** How many copies of each block there are. */
  short getReplication();

  /** In milliseconds since 1970. */
  long getModificationTime();

  /** In milliseconds since 1970; 0 if the file system does not know. */
  long getAccessTime();

  /** Whether it is a directory. */
  boolean isDir();

  /** The full path, with scheme. */
  Path getPath();
}
