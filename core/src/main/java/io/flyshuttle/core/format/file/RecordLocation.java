// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a user where a record stands. */
final class RecordLocation {
  private static final Logger LOG = LoggerFactory.getLogger(RecordLocation.class);

  /** Records are counted in this many bytes at most: it is done while a job waits to fail. */
  private static final long MAX_COUNTED_BYTES = 1L << 30;

  private RecordLocation() {}

  /**
   * The file and the number of the record in it, or where that would take too long, its offset.
   *
   * @param isWhole whether the file cannot be read again from its start as it is, being compressed
   */
  static String describe(Path file, long offset, byte[] delimiter, boolean isWhole) {
    String place = "byte " + offset + " of " + file;
    if (isWhole || offset > MAX_COUNTED_BYTES) {
      return place;
    }
    try (FSDataInputStream in = file.getFileSystem().open(file)) {
      DelimitedReader reader =
          new DelimitedReader(in, 1 << 16, Integer.MAX_VALUE, 0, Long.MAX_VALUE);
      reader.setDelimiter(delimiter, 1);
      long number = 1;
      while (reader.position() < offset && reader.next()) {
        number++;
      }
      return "line " + number + " of " + file;
    } catch (IOException e) {
      LOG.debug("Cannot count the lines of {}", file, e);
      return place;
    }
  }
}
