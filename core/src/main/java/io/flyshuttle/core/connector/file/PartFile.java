// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.file.FSDataOutputStream;
import java.io.IOException;

/** A part that is being written. Used by the task's thread. */
final class PartFile<IN, BucketID> implements PartFileInfo<BucketID> {
  private final BucketID bucket;
  private final FileSinkCommittable files;
  private final long creationMillis;
  private final FSDataOutputStream out;
  private final PartFormat.RecordSink<IN> records;
  private long lastUpdateMillis;

  PartFile(
      BucketID bucket,
      FileSinkCommittable files,
      long creationMillis,
      long nowMillis,
      FSDataOutputStream out,
      PartFormat.RecordSink<IN> records) {
    this.bucket = bucket;
    this.files = files;
    this.creationMillis = creationMillis;
    this.lastUpdateMillis = nowMillis;
    this.out = out;
    this.records = records;
  }

  void write(IN record, long nowMillis) throws IOException {
    records.write(record);
    lastUpdateMillis = nowMillis;
  }

  /** Makes what was written durable, to be gone on with. */
  FileWriterState.Part<BucketID> persist() throws IOException {
    out.sync();
    return new FileWriterState.Part<>(bucket, files, out.getPos(), creationMillis);
  }

  /** Completes the part. */
  FileSinkCommittable complete() throws IOException {
    records.finish();
    out.sync();
    out.close();
    return files;
  }

  /** Stops writing; the file stays for whoever restores it. */
  void abandon() throws IOException {
    out.close();
  }

  FileSinkCommittable files() {
    return files;
  }

  @Override
  public BucketID getBucketId() {
    return bucket;
  }

  @Override
  public long getCreationTime() {
    return creationMillis;
  }

  @Override
  public long getSize() throws IOException {
    return out.getPos();
  }

  @Override
  public long getLastUpdateTime() {
    return lastUpdateMillis;
  }
}
