// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.source;

import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.TimestampedFileInputSplit;
import io.flyshuttle.core.format.file.FileInputFormat;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.serialize.basic.LongSerializer;
import io.flyshuttle.core.state.FunctionInitializationContext;
import io.flyshuttle.core.state.FunctionSnapshotContext;
import io.flyshuttle.core.state.ListState;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.stream.checkpoint.CheckpointedFunction;
import io.flyshuttle.core.stream.source.SourceFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a path again and again and emits the splits of files that are new or have changed. A
 * changed file is read whole again. Files are known by their modification time, so files that
 * appear must not be older than those that were there.
 *
 * @param <T> type of the records in the files
 */
public final class FileMonitor<T> implements SourceFunction<FileInputSplit>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final FileInputFormat<T> format;
  private final long intervalMillis;
  private final int readers;
  private long seenUpTo = Long.MIN_VALUE;
  private transient ListState<Long> state;
  private transient volatile CountDownLatch canceled;

  /**
   * @param format with the path
   * @param readers how many subtasks read, and so how many splits a file is cut into at least
   */
  public FileMonitor(FileInputFormat<T> format, long intervalMillis, int readers) {
    this.format = format;
    this.intervalMillis = intervalMillis;
    this.readers = readers;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("seen-up-to", LongSerializer.INSTANCE));
    for (Long restored : state.get()) {
      seenUpTo = Math.max(seenUpTo, restored);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.clear();
    state.add(seenUpTo);
  }

  @Override
  public void run(SourceContext<FileInputSplit> ctx) throws Exception {
    CountDownLatch stop = stop();
    format.configure(new Configuration());
    do {
      look(ctx);
    } while (!stop.await(intervalMillis, TimeUnit.MILLISECONDS));
  }

  private void look(SourceContext<FileInputSplit> ctx) throws IOException {
    // ordered by time: after a restore, what was seen up to a time was seen whole
    TreeMap<Long, Map<Path, FileStatus>> changed = new TreeMap<>();
    for (Path root : format.getFilePaths()) {
      collect(root.getFileSystem().getFileStatus(root), true, changed);
    }
    if (changed.isEmpty()) {
      return;
    }
    TreeMap<Long, List<FileInputSplit>> splits = new TreeMap<>();
    for (FileInputSplit split : format.createInputSplits(readers)) {
      changed.forEach(
          (time, files) -> {
            if (files.containsKey(split.getPath())) {
              splits
                  .computeIfAbsent(time, t -> new ArrayList<>())
                  .add(
                      new TimestampedFileInputSplit(
                          time,
                          split.getSplitNumber(),
                          split.getPath(),
                          split.getStart(),
                          split.getLength(),
                          split.getHostnames()));
            }
          });
    }
    splits.forEach(
        (time, ready) -> {
          synchronized (ctx.getCheckpointLock()) {
            ready.forEach(ctx::collect);
            seenUpTo = time;
          }
        });
  }

  private void collect(
      FileStatus status, boolean root, TreeMap<Long, Map<Path, FileStatus>> changed)
      throws IOException {
    if (status.isDir()) {
      if (root || format.getNestedFileEnumeration()) {
        for (FileStatus child : status.getPath().getFileSystem().listStatus(status.getPath())) {
          if (format.acceptFile(child)) {
            collect(child, false, changed);
          }
        }
      }
    } else if (status.getModificationTime() > seenUpTo) {
      changed
          .computeIfAbsent(status.getModificationTime(), t -> new TreeMap<>())
          .put(status.getPath(), status);
    }
  }

  private synchronized CountDownLatch stop() {
    if (canceled == null) {
      canceled = new CountDownLatch(1);
    }
    return canceled;
  }

  @Override
  public void cancel() {
    stop().countDown();
  }
}
