// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.Path;
import java.io.Serializable;

/** Says which files and directories of an input are left out. */
public abstract class FilePathFilter implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Part of the names of files that Hadoop's command line is still copying. */
  public static final String HADOOP_COPYING = "_COPYING_";

  /** Whether {@code filePath} is left out. */
  public abstract boolean filterPath(Path filePath);

  /** Leaves out names that start with a dot or an underscore, and files still being copied. */
  public static FilePathFilter createDefaultFilter() {
    return DefaultFilter.INSTANCE;
  }

  /** Leaves out names that start with a dot or an underscore, and files still being copied. */
  public static final class DefaultFilter extends FilePathFilter {
    private static final long serialVersionUID = 1L;

    static final DefaultFilter INSTANCE = new DefaultFilter();

    DefaultFilter() {}

    @Override
    public boolean filterPath(Path filePath) {
      if (filePath == null) {
        return true;
      }
      String name = filePath.getName();
      return name.startsWith(".") || name.startsWith("_") || name.contains(HADOOP_COPYING);
    }
  }
}
