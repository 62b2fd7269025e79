// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

/** What can be expected of a file system. */
public enum FileSystemKind {
  /** Directories are real and rename is atomic. */
  FILE_SYSTEM,
  /** A store of named objects: rename copies, directories are made up. */
  OBJECT_STORE
}
