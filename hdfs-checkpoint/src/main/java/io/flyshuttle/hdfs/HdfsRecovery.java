// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hdfs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Closes files whose writer is dead or is to write no more. */
final class HdfsRecovery {
  private static final long POLL_MILLIS = 100;
  private static final long LIMIT_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private HdfsRecovery() {}

  /**
   * Takes the lease of a file and waits until the NameNode has closed it: the DataNodes have to
   * agree on the length of its last block first. Blocks.
   *
   * @return its length
   * @throws IOException after two minutes, naming the file
   */
  static long close(DistributedFileSystem hdfs, Path file) throws IOException {
    long start = System.nanoTime();
    while (!hdfs.recoverLease(file) || !hdfs.isFileClosed(file)) {
      if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
        throw new IOException(
            file
                + " is still open after "
                + LIMIT_MILLIS / 1000
                + " s: its DataNodes do not agree on its length; look at `hdfs fsck -openforwrite`");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted while " + file + " was being closed");
      }
    }
    return hdfs.getFileStatus(file).getLen();
  }
}
