// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.checkpoint.file;

import io.flyshuttle.core.checkpoint.CheckpointKind;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.job.JobID;
import java.util.OptionalLong;

/**
 * Names of the files and directories of checkpoints and savepoints.
 *
 * <pre>
 * checkpoint directory / job id / chk-n / _metadata
 *                                 chk-n / worker-k.segment
 *                                 chk-n / _savepoint
 *                                 shared / n-worker-k.segment
 * savepoint directory / savepoint-job-random / _metadata
 *                                              worker-k.segment
 * </pre>
 */
public final class CheckpointLayout {
  /** The file that makes a checkpoint exist. */
  public static final String METADATA_FILE = "_metadata";

  /**
   * In place of a metadata file: says in which directory the savepoint is that a job stops with. It
   * is there from before side effects of the savepoint are made until the job has ended.
   */
  public static final String SAVEPOINT_FILE = "_savepoint";

  /** Directory of a job for state that several checkpoints refer to. */
  public static final String SHARED_DIRECTORY = "shared";

  /** How names of files with state end. */
  public static final String SEGMENT_SUFFIX = ".segment";

  private static final String CHECKPOINT_PREFIX = "chk-";
  private static final String SAVEPOINT_PREFIX = "savepoint-";
  private static final int SHORT_JOB_ID_LENGTH = 6;

  private CheckpointLayout() {}

  /** The directory of all checkpoints of a job. */
  public static Path jobDirectory(Path checkpointDirectory, JobID job) {
    return new Path(checkpointDirectory, job.toHexString());
  }

  /** Name of a checkpoint's own directory in that of its job. */
  public static String checkpointDirectoryName(long checkpointId) {
    return CHECKPOINT_PREFIX + checkpointId;
  }

  /** The id in the name of a checkpoint's own directory; empty for any other name. */
  public static OptionalLong checkpointIdOf(String directoryName) {
    String digits =
        directoryName.startsWith(CHECKPOINT_PREFIX)
            ? directoryName.substring(CHECKPOINT_PREFIX.length())
            : "";
    // up to 18 digits always fit
    if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(Character::isDigit)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(digits));
  }

  /** Name, relative to the job's directory, of a segment of one checkpoint alone. */
  public static String ownSegment(long checkpointId, String worker, int number) {
    return checkpointDirectoryName(checkpointId) + "/" + segment(worker, number);
  }

  /** Name, relative to the job's directory, of a segment that later checkpoints may refer to. */
  public static String sharedSegment(long checkpointId, String worker, int number) {
    return SHARED_DIRECTORY + "/" + checkpointId + "-" + segment(worker, number);
  }

  /** Whether a name relative to the job's directory is that of a shared segment. */
  public static boolean isShared(String file) {
    return file.startsWith(SHARED_DIRECTORY + "/");
  }

  /** Whether a segment was written for a checkpoint that is not above {@code checkpointId}. */
  static boolean isOfUpTo(String segment, long checkpointId) {
    String name = isShared(segment) ? segment.substring(segment.indexOf('/') + 1) : segment;
    String of =
        isShared(segment)
            ? CHECKPOINT_PREFIX + name.substring(0, Math.max(0, name.indexOf('-')))
            : name.substring(0, Math.max(0, name.indexOf('/')));
    OptionalLong id = checkpointIdOf(of);
    return id.isEmpty() || id.getAsLong() <= checkpointId;
  }

  /** Name, relative to the savepoint's directory, of one of its segments. */
  public static String savepointSegment(String worker, int number) {
    return segment(worker, number);
  }

  private static String segment(String worker, int number) {
    return worker.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + number + SEGMENT_SUFFIX;
  }

  /**
   * Name of a savepoint's directory.
   *
   * @param random makes it unlike all others
   */
  public static String savepointDirectoryName(JobID job, String random) {
    return SAVEPOINT_PREFIX + job.toHexString().substring(0, SHORT_JOB_ID_LENGTH) + "-" + random;
  }

  /** The metadata file in a checkpoint's own directory; a path of such a file stays itself. */
  public static Path metadataFile(Path directoryOrFile) {
    return directoryOrFile.getName().equals(METADATA_FILE)
        ? directoryOrFile
        : new Path(directoryOrFile, METADATA_FILE);
  }

  /**
   * The directory that names of files in the metadata are relative to.
   *
   * @param directoryOrFile the directory with the metadata file, or that file
   */
  public static Path baseOf(Path directoryOrFile, CheckpointKind kind) {
    Path directory = metadataFile(directoryOrFile).getParent();
    return kind.isSavepoint() ? directory : directory.getParent();
  }
}
