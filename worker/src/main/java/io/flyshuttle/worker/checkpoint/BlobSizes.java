// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.checkpoint;

import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.SnapshotTimes;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.TaskSnapshot;
import java.util.HashSet;
import java.util.Set;

/**
 * How much state a task's snapshot names.
 *
 * @param all bytes, written now or earlier
 * @param written bytes written now, in files or inline
 * @param inFiles bytes written now into files
 * @param inFlight bytes of records in flight
 */
record BlobSizes(long all, long written, long inFiles, long inFlight) {

  /**
   * Adds up what is in a snapshot.
   *
   * @param files the files that are being written
   */
  static BlobSizes of(TaskSnapshot snapshot, Set<String> files) {
    Sum sum = new Sum(files);
    snapshot.forEachBlob(sum::add);
    long inFlight = 0;
    for (ChannelSnapshot channel : snapshot.channels()) {
      inFlight += channel.blob().length();
    }
    return new BlobSizes(sum.all, sum.written, sum.inFiles, inFlight);
  }

  /** The files in which state of the task lies. */
  static Set<String> files(TaskSnapshot snapshot) {
    Set<String> files = new HashSet<>();
    snapshot.forEachBlob(
        blob -> {
          if (!blob.isInline()) {
            files.add(blob.file());
          }
        });
    return files;
  }

  SnapshotTimes addedTo(SnapshotTimes times, long asyncMillis) {
    return new SnapshotTimes(
        times.startDelayMillis(),
        times.alignmentMillis(),
        times.syncMillis(),
        asyncMillis,
        written,
        all,
        times.unaligned() || inFlight > 0,
        inFlight);
  }

  private static final class Sum {
    private final Set<String> files;
    private long all;
    private long written;
    private long inFiles;

    Sum(Set<String> files) {
      this.files = files;
    }

    void add(StateBlob blob) {
      all += blob.length();
      if (blob.isInline()) {
        written += blob.length();
      } else if (files.contains(blob.file())) {
        written += blob.length();
        inFiles += blob.length();
      }
    }
  }
}
