// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.CleanupWhenUnsuccessful;
import io.flyshuttle.core.format.FinalizeOnMaster;
import io.flyshuttle.core.format.InitializeOnMaster;
import io.flyshuttle.core.format.RichOutputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.core.option.ReadableConfig;
import java.io.IOException;

/**
 * An output of files: one file if one subtask writes, else a directory with a file per subtask,
 * named 1, 2, ….
 *
 * <p>Files of a batch job appear when the job has finished, all at once: the client calls {@link
 * #publishWhenFinished}, the subtasks then write beside the output path, and {@link
 * #finalizeGlobal} renames. Until then an output that is replaced stays as it was, a restarted job
 * starts afresh, and a failed one leaves nothing. Without that call, as in endless streams,
 * subtasks write in place.
 *
 * <p>An output that is a directory gets an empty file {@link #SUCCESS_MARKER} when all outputs of
 * the job are in their places, as jobs of MapReduce make it: schedulers wait for it.
 */
public abstract class FileOutputFormat<IT> extends RichOutputFormat<IT>
    implements InitializeOnMaster, FinalizeOnMaster, CleanupWhenUnsuccessful {
  private static final long serialVersionUID = 1L;

  /** When the output is a directory. */
  public enum OutputDirectoryMode {
    /** Always. */
    ALWAYS,
    /** If more than one subtask writes. */
    PARONLY
  }

  /** Parameter that sets the path. */
  public static final String FILE_PARAMETER_KEY = "flyshuttle.output.file";

  /** Name of the file that says that an output directory is whole. Inputs leave it out. */
  public static final String SUCCESS_MARKER = "_SUCCESS";

  private static volatile WriteMode defaultWriteMode = WriteMode.NO_OVERWRITE;
  private static volatile OutputDirectoryMode defaultDirectoryMode = OutputDirectoryMode.PARONLY;
  private static volatile boolean defaultMarksSuccess =
      CoreOptions.FILESYSTEM_OUTPUT_SUCCESS_MARKER.defaultValue();

  /** The open file; null if none is open. */
  protected transient FSDataOutputStream stream;

  /** The output. */
  protected Path outputFilePath;

  private WriteMode writeMode;
  private OutputDirectoryMode outputDirectoryMode;
  private Boolean marksSuccess;
  private OutputStaging staging;

  private transient Path openedFile;

  /** An output whose path is set later. */
  public FileOutputFormat() {}

  /** An output to {@code outputPath}; null if it is set later. */
  public FileOutputFormat(Path outputPath) {
    this.outputFilePath = outputPath;
  }

  /** Sets what holds in this process for outputs that set no mode themselves. */
  public static void initDefaultsFromConfiguration(Configuration configuration) {
    defaultWriteMode = writeMode(configuration);
    defaultDirectoryMode = directoryMode(configuration);
    defaultMarksSuccess = configuration.get(CoreOptions.FILESYSTEM_OUTPUT_SUCCESS_MARKER);
  }

  private static WriteMode writeMode(ReadableConfig configuration) {
    return configuration.get(CoreOptions.FILESYTEM_DEFAULT_OVERRIDE)
        ? WriteMode.OVERWRITE
        : WriteMode.NO_OVERWRITE;
  }

  private static OutputDirectoryMode directoryMode(ReadableConfig configuration) {
    return configuration.get(CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY)
        ? OutputDirectoryMode.ALWAYS
        : OutputDirectoryMode.PARONLY;
  }

  /**
   * Takes over what an environment's settings say and the output does not set itself. Called before
   * {@link #configure}; what the settings leave open is as the process has it.
   */
  public final void useSettings(ReadableConfig settings) {
    if (writeMode == null
        && settings.getOptional(CoreOptions.FILESYTEM_DEFAULT_OVERRIDE).isPresent()) {
      writeMode = writeMode(settings);
    }
    if (outputDirectoryMode == null
        && settings
            .getOptional(CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY)
            .isPresent()) {
      outputDirectoryMode = directoryMode(settings);
    }
    if (marksSuccess == null) {
      marksSuccess =
          settings.getOptional(CoreOptions.FILESYSTEM_OUTPUT_SUCCESS_MARKER).orElse(null);
    }
  }

  /** Sets the output. */
  public void setOutputFilePath(Path path) {
    if (path == null) {
      throw new IllegalArgumentException("the output path is null");
    }
    outputFilePath = path;
  }

  /** The output. */
  public Path getOutputFilePath() {
    return outputFilePath;
  }

  /** Sets what happens if the output exists. */
  public void setWriteMode(WriteMode mode) {
    if (mode == null) {
      throw new NullPointerException("the write mode is null");
    }
    writeMode = mode;
  }

  /** What happens if the output exists; null if it is not set. */
  public WriteMode getWriteMode() {
    return writeMode;
  }

  /** Sets when the output is a directory. */
  public void setOutputDirectoryMode(OutputDirectoryMode mode) {
    if (mode == null) {
      throw new NullPointerException("the directory mode is null");
    }
    outputDirectoryMode = mode;
  }

  /** When the output is a directory; null if it is not set. */
  public OutputDirectoryMode getOutputDirectoryMode() {
    return outputDirectoryMode;
  }

  @Override
  public void configure(Configuration parameters) {
    if (outputFilePath == null) {
      String path = parameters.getString(FILE_PARAMETER_KEY, "");
      if (path.isEmpty()) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM, getClass().getSimpleName() + " was given no output path.");
      }
      outputFilePath = new Path(path);
    }
    if (writeMode == null) {
      writeMode = defaultWriteMode;
    }
    if (outputDirectoryMode == null) {
      outputDirectoryMode = defaultDirectoryMode;
    }
    if (marksSuccess == null) {
      marksSuccess = defaultMarksSuccess;
    }
  }

  /**
   * Called by the client when it translates a batch job, after {@link #configure}: fails if the
   * output exists and may not be replaced, and has the files appear when the job has finished.
   *
   * @param parallelism how many subtasks will write
   * @throws FlyshuttleException with {@link ErrorCode#OUTPUT_EXISTS}
   */
  public void publishWhenFinished(int parallelism) throws IOException {
    checkOutput(parallelism);
    staging = OutputStaging.beside(outputFilePath, writeMode == WriteMode.OVERWRITE);
  }

  /**
   * Called by the client when it translates a job that writes in place, after {@link #configure}:
   * fails if the output exists and may not be replaced. Subtasks then write over what they find, so
   * that they can be restarted.
   *
   * @param parallelism how many subtasks will write
   * @throws FlyshuttleException with {@link ErrorCode#OUTPUT_EXISTS}
   */
  public void writeInPlace(int parallelism) throws IOException {
    checkOutput(parallelism);
    writeMode = WriteMode.OVERWRITE;
  }

  private void checkOutput(int parallelism) throws IOException {
    if (writeMode == WriteMode.NO_OVERWRITE) {
      OutputStaging.requireFree(outputFilePath, isDirectory(parallelism));
    }
  }

  private boolean isDirectory(int parallelism) {
    return parallelism > 1 || outputDirectoryMode == OutputDirectoryMode.ALWAYS;
  }

  @Override
  public void initializeGlobal(int parallelism) throws IOException {
    if (staging != null) {
      staging.prepare();
      return;
    }
    FileSystem fs = outputFilePath.getFileSystem();
    if (isDirectory(parallelism)) {
      // an earlier job's: the directory will not be whole for a while
      fs.delete(new Path(outputFilePath, SUCCESS_MARKER), false);
    }
    if (fs.isDistributedFS()) {
      fs.initOutPathDistFS(outputFilePath, writeMode, isDirectory(parallelism));
    }
  }

  @Override
  public void finalizeGlobal(FinalizationContext context) throws IOException {
    if (staging != null) {
      staging.publish(isDirectory(context.getParallelism()), getDirectoryFileName(0));
    }
  }

  /**
   * Called once when all outputs of the job are complete, after {@link #finalizeGlobal} of each:
   * makes the file {@link #SUCCESS_MARKER} in an output that is a directory, unless the settings
   * want none. May be called again.
   */
  public final void announce(int parallelism) throws IOException {
    if (!marksSuccess || !isDirectory(parallelism)) {
      return;
    }
    FileSystem fs = outputFilePath.getFileSystem();
    if (OutputStaging.isDirectory(fs, outputFilePath)) {
      fs.create(new Path(outputFilePath, SUCCESS_MARKER), WriteMode.OVERWRITE).close();
    }
  }

  @Override
  public void open(int taskNumber, int numTasks) throws IOException {
    if (taskNumber < 0 || numTasks < 1) {
      throw new IllegalArgumentException("subtask " + taskNumber + " of " + numTasks);
    }
    if (staging != null) {
      openedFile = new Path(staging.directory(), getDirectoryFileName(taskNumber));
      stream = openedFile.getFileSystem().create(openedFile, WriteMode.OVERWRITE);
      return;
    }
    Path path = outputFilePath;
    FileSystem fs = path.getFileSystem();
    boolean isDirectory = isDirectory(numTasks);
    if (!fs.isDistributedFS()) {
      fs.initOutPathLocalFS(path, writeMode, isDirectory);
    }
    openedFile = isDirectory ? new Path(path, getDirectoryFileName(taskNumber)) : path;
    stream = fs.create(openedFile, writeMode);
  }

  /** Name of the file of the given subtask in an output directory. */
  protected String getDirectoryFileName(int taskNumber) {
    return Integer.toString(taskNumber + 1);
  }

  @Override
  public void close() throws IOException {
    FSDataOutputStream open = stream;
    if (open != null) {
      stream = null;
      try {
        open.close();
      } catch (IOException e) {
        // another attempt may have replaced the file: what is there now is not ours to remove
        openedFile = null;
        throw e;
      }
    }
  }

  @Override
  public void tryCleanupOnError() throws IOException {
    Path written = openedFile;
    if (written == null) {
      return;
    }
    openedFile = null;
    close();
    written.getFileSystem().delete(written, false);
    if (staging != null) {
      staging.removeIfEmpty();
    }
  }

  /** Removes what a job wrote that will not be finished. */
  public final void discardUnpublished() throws IOException {
    if (staging != null) {
      staging.discard();
    }
  }
}
