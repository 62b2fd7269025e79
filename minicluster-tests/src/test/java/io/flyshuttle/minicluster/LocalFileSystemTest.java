// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import io.flyshuttle.core.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract of file systems over the local one. */
final class LocalFileSystemTest extends FileSystemContract {
  @TempDir java.nio.file.Path directory;

  @Override
  Path emptyDirectory() {
    Path path = new Path(directory.resolve("files").toUri());
    directory.resolve("files").toFile().mkdirs();
    return path;
  }
}
