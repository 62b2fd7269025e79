// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import java.io.OutputStream;
import java.util.List;

/** Writes one file after the other, for formats of which that makes a file. */
public class ConcatFileCompactor extends OutputStreamBasedFileCompactor {
  private static final long serialVersionUID = 1L;

  private final byte[] delimiter;

  public ConcatFileCompactor() {
    this(null);
  }

  /**
   * @param fileDelimiter written between two files; null for nothing
   */
  public ConcatFileCompactor(byte[] fileDelimiter) {
    this.delimiter = fileDelimiter == null ? new byte[0] : fileDelimiter.clone();
  }

  @Override
  protected void doCompact(List<Path> inputFiles, OutputStream outputStream) throws Exception {
    boolean first = true;
    for (Path file : inputFiles) {
      if (!first) {
        outputStream.write(delimiter);
      }
      first = false;
      try (FSDataInputStream in = FileSystem.get(file.toUri()).open(file)) {
        in.transferTo(outputStream);
      }
    }
  }
}
