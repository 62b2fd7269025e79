// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.file.Decompression;
import io.flyshuttle.core.format.file.InflaterInputStreamFactory;
import io.flyshuttle.core.format.file.InputStreamFSInputWrapper;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Opens files, compressed ones too. */
final class FileOpening {
  private FileOpening() {}

  /** What reads the file, by its extension; null if it is not compressed. */
  static InflaterInputStreamFactory<?> inflater(Path path) {
    String name = path.getName();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : Decompression.of(name.substring(dot + 1));
  }

  static FSDataInputStream open(Path path) throws IOException {
    FSDataInputStream in;
    try {
      in = path.getFileSystem().open(path);
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND, "the file " + path + " is not there any more", e);
    }
    InflaterInputStreamFactory<?> inflater = inflater(path);
    if (inflater == null) {
      return in;
    }
    try {
      return new InputStreamFSInputWrapper(inflater.create(in));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
