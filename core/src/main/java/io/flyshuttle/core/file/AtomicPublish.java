// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import io.flyshuttle.core.file.FileSystem.WriteMode;
import java.io.IOException;
import java.util.UUID;

/**
 * Makes a file that others see whole or not at all, and that only one of several writers makes: it
 * is written under another name, made durable, and renamed.
 */
public final class AtomicPublish {

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(FSDataOutputStream out) throws IOException;
  }

  private AtomicPublish() {}

  /**
   * Makes the file {@code target}.
   *
   * <p>When this returns true, the file is there and durable, with what {@code content} wrote. When
   * it returns false, somebody else made it before, and it is untouched. When it throws, the file
   * is not there, unless the failure was in the answer to the last step; then it is there, whole. A
   * crash may leave a file beside the target whose name starts with a dot.
   */
  public static boolean publish(FileSystem fileSystem, Path target, Content content)
      throws IOException {
    if (fileSystem.getKind() == FileSystemKind.OBJECT_STORE) {
      // An object appears when it is closed; renaming would copy it.
      return write(fileSystem, target, content, WriteMode.NO_OVERWRITE);
    }
    String unique = UUID.randomUUID().toString();
    Path parent = target.getParent();
    Path unfinished = new Path(parent, "." + target.getName() + "." + unique);
    boolean published = false;
    try {
      write(fileSystem, unfinished, content, WriteMode.OVERWRITE);
      published = fileSystem.rename(unfinished, target);
      return published;
    } finally {
      if (!published) {
        fileSystem.delete(unfinished, false);
      }
    }
  }

  private static boolean write(FileSystem fileSystem, Path path, Content content, WriteMode mode)
      throws IOException {
    if (mode == WriteMode.NO_OVERWRITE && fileSystem.exists(path)) {
      return false;
    }
    try (FSDataOutputStream out = fileSystem.create(path, mode)) {
      content.writeTo(out);
      out.sync();
    }
    return true;
  }
}
