// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.accumulator.LongCounter;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FSDataInputStream;
import io.flyshuttle.core.file.FSDataOutputStream;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.FileSystem;
import io.flyshuttle.core.file.FileSystem.WriteMode;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.collection.DiscardingOutputFormat;
import io.flyshuttle.core.function.rich.RichMapFunction;
import io.flyshuttle.core.job.JobExecutionResult;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Copies a file or a directory with all below it, between any file systems, files in parallel:
 * {@code --input <path> --output <path>}. A file appears under its name when it is whole, so that a
 * copy that is repeated after a failure is right. Files that are there are replaced. Prints how
 * many files and bytes were copied.
 */
public final class DistributedCopy {
  static final String FILES = "files copied";
  static final String BYTES = "bytes copied";

  private DistributedCopy() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    Path source = new Path(parameters.getRequired("input"));
    Path target = new Path(parameters.getRequired("output"));
    List<Tuple2<String, String>> files = new ArrayList<>();
    for (FileStatus file : filesBelow(source)) {
      files.add(Tuple2.of(file.getPath().toString(), target + relative(source, file.getPath())));
    }
    if (files.isEmpty()) {
      System.out.println("copied 0 files, 0 bytes");
      return;
    }
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.fromCollection(files, Types.TUPLE(Types.STRING, Types.STRING))
        .rebalance()
        .map(new Copier())
        .name("copy")
        .output(new DiscardingOutputFormat<>());
    JobExecutionResult result = env.execute("DistributedCopy");
    System.out.printf(
        "copied %d files, %d bytes%n",
        (Long) result.getAccumulatorResult(FILES), (Long) result.getAccumulatorResult(BYTES));
  }

  /** All files, the largest first, so that no worker is left alone with a large one at the end. */
  private static List<FileStatus> filesBelow(Path source) throws IOException {
    FileSystem system = source.getFileSystem();
    List<FileStatus> files = new ArrayList<>();
    List<FileStatus> open = new ArrayList<>();
    try {
      open.add(system.getFileStatus(source));
    } catch (FileNotFoundException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND, "there is nothing to copy at " + source, e);
    }
    while (!open.isEmpty()) {
      FileStatus next = open.remove(open.size() - 1);
      if (next.isDir()) {
        open.addAll(List.of(system.listStatus(next.getPath())));
      } else {
        files.add(next);
      }
    }
    files.sort(Comparator.comparingLong(FileStatus::getLen).reversed());
    return files;
  }

  /** What follows the source's path in a file's path; empty if the source is the file. */
  private static String relative(Path source, Path file) {
    String base = source.makeQualified(sourceSystem(source)).toUri().getPath();
    return file.toUri().getPath().substring(base.length());
  }

  private static FileSystem sourceSystem(Path source) {
    try {
      return source.getFileSystem();
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.FILE_SYSTEM_UNAVAILABLE, source + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Copies one file. */
  static final class Copier extends RichMapFunction<Tuple2<String, String>, String> {
    private static final long serialVersionUID = 1L;

    private transient LongCounter files;
    private transient LongCounter bytes;

    @Override
    public void open(Configuration parameters) {
      files = getRuntimeContext().getLongCounter(FILES);
      bytes = getRuntimeContext().getLongCounter(BYTES);
    }

    @Override
    public String map(Tuple2<String, String> pair) throws IOException {
      Path source = new Path(pair.f0);
      Path target = new Path(pair.f1);
      FileSystem system = target.getFileSystem();
      int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
      Path part = new Path(target.getParent(), "." + target.getName() + ".part" + attempt);
      long copied;
      try (FSDataInputStream in = source.getFileSystem().open(source);
          FSDataOutputStream out = system.create(part, WriteMode.OVERWRITE)) {
        copied = in.transferTo(out);
      }
      if (system.exists(target)) {
        system.delete(target, false);
      }
      if (!system.rename(part, target)) {
        throw new IOException(part + " could not be renamed to " + target);
      }
      files.add(1L);
      bytes.add(copied);
      return pair.f1;
    }
  }
}
