// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.agent;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.WorkerMemory;
import io.flyshuttle.core.option.BlobServerOptions;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.TaskManagerOptions;
import io.flyshuttle.worker.gate.InputGate;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a worker is to run.
 *
 * @param id unique in the session
 * @param host by which other workers reach it
 * @param dataPort port for data, 0 for any free one; {@link #NO_DATA_PORT} if all tasks are in this
 *     worker
 * @param slots slots to offer
 * @param memory its memory
 * @param directories local directories for spilled data, results and job files
 * @param secret what workers must know to exchange data
 * @param staging URI of a directory for what is too large for a message; empty for none
 * @param configuration the session's configuration
 */
public record WorkerSettings(
    String id,
    String host,
    int dataPort,
    int slots,
    WorkerMemory memory,
    List<Path> directories,
    byte[] secret,
    String staging,
    Configuration configuration) {

  /**
   * Where jars and other files of jobs are kept: blob.storage.directory, else the first of ours.
   */
  Path fileDirectory() {
    String named = configuration.get(BlobServerOptions.STORAGE_DIRECTORY);
    return named == null ? directories.get(0) : Path.of(named);
  }

  /**
   * How what is in flight to tasks of streams is bounded.
   *
   * @throws FlyshuttleException INVALID_OPTION
   */
  InputGate.Debloat debloat() {
    long targetMillis = configuration.get(TaskManagerOptions.BUFFER_DEBLOAT_TARGET).toMillis();
    long periodMillis = configuration.get(TaskManagerOptions.BUFFER_DEBLOAT_PERIOD).toMillis();
    int percent = configuration.get(TaskManagerOptions.BUFFER_DEBLOAT_THRESHOLD_PERCENTAGES);
    positive(targetMillis, TaskManagerOptions.BUFFER_DEBLOAT_TARGET.key());
    positive(periodMillis, TaskManagerOptions.BUFFER_DEBLOAT_PERIOD.key());
    if (percent < 0 || percent > 100) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          TaskManagerOptions.BUFFER_DEBLOAT_THRESHOLD_PERCENTAGES.key()
              + " is "
              + percent
              + "; it must be between 0 and 100");
    }
    return new InputGate.Debloat(
        configuration.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED),
        targetMillis,
        periodMillis,
        percent);
  }

  private static void positive(long millis, String key) {
    if (millis <= 0) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION, key + " must be at least 1 ms, but is " + millis + " ms");
    }
  }

  /** {@link #dataPort} of a worker that exchanges no data with others. */
  public static final int NO_DATA_PORT = -1;

  /**
   * The directories for temporary data: those of {@code taskmanager.tmp.dirs}, else the given ones,
   * else the JVM's own.
   *
   * @param configuration the session's configuration
   * @param otherwise a list separated by commas or the platform's path separator; null for none
   */
  public static List<Path> directories(Configuration configuration, String otherwise) {
    String named = configuration.get(CoreOptions.TMP_DIRS);
    if (named == null) {
      named = otherwise != null ? otherwise : System.getProperty("java.io.tmpdir");
    }
    List<Path> directories = new ArrayList<>();
    for (String directory : named.split("[," + File.pathSeparator + "]")) {
      if (!directory.isBlank()) {
        directories.add(Path.of(directory.strip()));
      }
    }
    return directories;
  }
}
