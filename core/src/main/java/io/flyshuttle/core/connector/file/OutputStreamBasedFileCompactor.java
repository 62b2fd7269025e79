// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.Path;
import java.io.OutputStream;
import java.util.List;

/** Makes one file of several byte by byte. */
public abstract class OutputStreamBasedFileCompactor implements FileCompactor {
  private static final long serialVersionUID = 1L;

  /** Reads the files in their order and writes all of them; does not close the stream. */
  protected abstract void doCompact(List<Path> inputFiles, OutputStream outputStream)
      throws Exception;
}
