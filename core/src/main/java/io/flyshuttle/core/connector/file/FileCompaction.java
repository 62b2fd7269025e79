// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How the parts of a {@link FileSink} are made fewer files before they become visible. Travels to
 * the workers; safe to use from several threads.
 *
 * <p>A merged file is written in the hidden directory under the number of the checkpoint that it
 * belongs to, so that a restore finds those that came later.
 */
public final class FileCompaction implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "compacted-";

  private final FileSinkSpec<?, ?> spec;
  private final FileCompactStrategy strategy;
  private final FileCompactor compactor;

  /**
   * @param strategy null to make no files any more, but show those that a former job held back
   * @param compactor null if there is no strategy
   */
  FileCompaction(FileSinkSpec<?, ?> spec, FileCompactStrategy strategy, FileCompactor compactor) {
    this.spec = spec;
    this.strategy = strategy;
    this.compactor = compactor;
  }

  /** When parts are merged; null if they no longer are. */
  public FileCompactStrategy strategy() {
    return strategy;
  }

  public SimpleVersionedSerializer<FileSinkCommittable> serializer() {
    return FileSinkCommittable.SERIALIZER;
  }

  /** What names of merged files of this sink begin with in a job. */
  public String mergedPrefix(JobID job) {
    return PREFIX + spec.sinkId() + "-" + job.toHexString() + "-";
  }

  /** The bucket that a part belongs to. */
  public String bucketOf(FileSinkCommittable part) {
    return new Path(part.target()).getParent().toString();
  }

  /** Length of a part in bytes. */
  public long sizeOf(FileSinkCommittable part) throws IOException {
    Path file = new Path(part.unfinished());
    return files().getFileStatus(file).getLen();
  }

  /** Whether a part has been shown already, as those are that were held when a job was stopped. */
  public boolean isShown(FileSinkCommittable part) throws IOException {
    return !files().exists(new Path(part.unfinished())) && files().exists(new Path(part.target()));
  }

  /** Shows a part as it is. */
  public void show(FileSinkCommittable part) throws Exception {
    try (FileCommitter committer = new FileCommitter(spec)) {
      committer.commit(part);
    }
  }

  /**
   * One file for several parts of a bucket; it is yet to be {@link #merge}d.
   *
   * @param prefix as {@link #mergedPrefix} says
   * @param checkpointId the checkpoint that it belongs to
   * @param number distinguishes files of one checkpoint
   */
  public FileSinkCommittable plan(
      List<FileSinkCommittable> parts, String prefix, long checkpointId, int number) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Path first = new Path(parts.get(0).target());
    List<String> merged = new ArrayList<>();
    parts.forEach(part -> merged.add(part.unfinished()));
    return new FileSinkCommittable(
        new Path(spec.unfinishedDirectory(), prefix + checkpointId + "-" + number).toString(),
        new Path(first.getParent(), PREFIX + first.getName()).toString(),
        merged);
  }

  /** Writes a planned file; one that was not to be merged is left as it is. */
  @SuppressWarnings("unchecked")
  public void merge(FileSinkCommittable planned) throws Exception {
    if (planned.merged().isEmpty()) {
      return;
    }
    List<Path> inputs = new ArrayList<>();
    planned.merged().forEach(file -> inputs.add(new Path(file)));
    try (FSDataOutputStream out =
        files().create(new Path(planned.unfinished()), FileSystem.WriteMode.OVERWRITE)) {
      if (compactor instanceof OutputStreamBasedFileCompactor bytes) {
        bytes.doCompact(inputs, out);
      } else {
        PartFormat.RecordSink<Object> records = ((PartFormat<Object>) spec.format()).open(out);
        ((RecordWiseFileCompactor<Object>) compactor).compact(inputs, records::write);
        records.finish();
      }
      out.sync();
    }
  }

  /**
   * Deletes merged files that came after a checkpoint.
   *
   * @param prefix as {@link #mergedPrefix} says, maybe of a former job
   */
  public void deleteLater(String prefix, long checkpointId) throws IOException {
    FileStatus[] found;
    try {
      found = files().listStatus(spec.unfinishedDirectory());
    } catch (FileNotFoundException e) {
      return;
    }
    for (FileStatus file : found) {
      String name = file.getPath().getName();
      if (name.startsWith(prefix)) {
        String rest = name.substring(prefix.length());
        if (Long.parseLong(rest.substring(0, rest.indexOf('-'))) > checkpointId) {
          files().delete(file.getPath(), false);
        }
      }
    }
  }

  private FileSystem files() throws IOException {
    return FileSystem.get(spec.base().toUri());
  }
}
