// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.settings;

import io.flyshuttle.core.format.BaseStatistics;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Size of input files, as an estimate for the planner.
 *
 * @param getTotalInputSize in bytes
 */
public record FileSizes(long getTotalInputSize) implements BaseStatistics {

  /**
   * Sums up the files that {@code paths}, which may hold wildcards, name; null if there is none.
   */
  public static FileSizes of(Path[] paths, Configuration settings) throws IOException {
    long bytes = 0;
    for (Path path : paths) {
      FileStatus[] matches = path.getFileSystem(settings).globStatus(path);
      if (matches == null) {
        return null;
      }
      for (FileStatus match : matches) {
        bytes +=
            match.getPath().getFileSystem(settings).getContentSummary(match.getPath()).getLength();
      }
    }
    return new FileSizes(bytes);
  }

  @Override
  public long getNumberOfRecords() {
    return NUM_RECORDS_UNKNOWN;
  }

  @Override
  public float getAverageRecordWidth() {
    return AVG_RECORD_BYTES_UNKNOWN;
  }
}
