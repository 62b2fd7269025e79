// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.sink.Committer;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves complete parts to their buckets. */
final class FileCommitter implements Committer<FileSinkCommittable> {
  private static final Logger LOG = LoggerFactory.getLogger(FileCommitter.class);

  private final FileSystem files;
  private final Path unfinishedDirectory;

  FileCommitter(FileSinkSpec<?, ?> spec) throws IOException {
    this.files = FileSystem.get(spec.base().toUri());
    this.unfinishedDirectory = spec.unfinishedDirectory();
  }

  @Override
  public void commit(Collection<CommitRequest<FileSinkCommittable>> committables)
      throws IOException {
    for (CommitRequest<FileSinkCommittable> request : committables) {
      if (!commit(request.getCommittable())) {
        request.signalAlreadyCommitted();
      }
    }
  }

  /** Makes a part visible; returns false if it is already. */
  boolean commit(FileSinkCommittable part) throws IOException {
    Path unfinished = new Path(part.unfinished());
    Path target = new Path(part.target());
    if (!files.exists(unfinished)) {
      if (files.exists(target)) {
        deleteMerged(part);
        return false;
      }
      throw new FlyshuttleException(
          ErrorCode.DATA_CORRUPT,
          "the part "
              + unfinished
              + " is missing and so is "
              + target
              + ": somebody else deleted or moved it");
    }
    files.mkdirs(target.getParent());
    if (!files.rename(unfinished, target)) {
      // Only a run that is gone, after this checkpoint, can have made it: the job went back.
      files.delete(target, false);
      if (!files.rename(unfinished, target)) {
        throw new IOException("the part " + unfinished + " cannot be renamed to " + target);
      }
    }
    deleteMerged(part);
    return true;
  }

  private void deleteMerged(FileSinkCommittable part) throws IOException {
    for (String merged : part.merged()) {
      files.delete(new Path(merged), false);
    }
  }

  /** Takes away the hidden directory when the last part has left it. */
  @Override
  public void close() {
    try {
      if (files.listStatus(unfinishedDirectory).length == 0) {
        files.delete(unfinishedDirectory, false);
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} is gone already", unfinishedDirectory);
    } catch (IOException e) {
      LOG.debug("{} stays: another subtask uses it", unfinishedDirectory, e);
    }
  }
}
