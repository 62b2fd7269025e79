// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.format.BaseStatistics;
import java.io.IOException;
import java.util.List;

/** Estimates the length of delimited records from a few, spread over the input. */
final class RecordLengthSampler {
  private static final int BUFFER_BYTES = 8 << 10;

  private final byte[] delimiter;
  private final int recordLimit;
  private long bytes;
  private int records;

  RecordLengthSampler(byte[] delimiter, int recordLimit) {
    this.delimiter = delimiter;
    this.recordLimit = recordLimit;
  }

  /** Bytes per record with its delimiter, about; unknown if no record was found. */
  float averageBytes(List<FileStatus> files, long totalBytes, int samples) throws IOException {
    for (int i = 0; i < samples; i++) {
      long offset = totalBytes * i / samples;
      for (FileStatus file : files) {
        if (offset < file.getLen()) {
          sample(file, offset);
          break;
        }
        offset -= file.getLen();
      }
    }
    return records == 0 ? BaseStatistics.AVG_RECORD_BYTES_UNKNOWN : (float) bytes / records;
  }

  private void sample(FileStatus file, long offset) throws IOException {
    try (FSDataInputStream in = file.getPath().getFileSystem().open(file.getPath())) {
      in.seek(offset);
      DelimitedReader reader =
          new DelimitedReader(in, BUFFER_BYTES, recordLimit, offset, file.getLen());
      reader.setDelimiter(delimiter, 1);
      if (offset > 0) {
        reader.skipToRecord();
      }
      if (reader.next()) {
        bytes += reader.recordLength + delimiter.length;
        records++;
      }
    }
  }
}
