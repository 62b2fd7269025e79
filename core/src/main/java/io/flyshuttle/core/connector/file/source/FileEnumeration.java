// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file.source;

import io.flyshuttle.core.connector.source.SplitEnumerator;
import io.flyshuttle.core.connector.source.SplitEnumeratorContext;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deals out splits of files: those it begins with, and if it watches the paths, those of files that
 * appear. A file is known by its path and read once.
 *
 * @param <SplitT> type of the splits
 */
final class FileEnumeration<SplitT extends FileSourceSplit>
    implements SplitEnumerator<SplitT, PendingSplitsCheckpoint<SplitT>> {
  private final SplitEnumeratorContext<SplitT> context;
  private final FileEnumerator files;
  private final FileSplitAssigner assigner;
  private final Path[] paths;
  private final Duration interval;
  private final Set<Path> known;

  /** Readers that wait for a split, with their hosts. */
  private final Map<Integer, String> waiting = new LinkedHashMap<>();

  /**
   * @param interval null if the paths are not watched
   * @param known files that need not be looked at again
   */
  FileEnumeration(
      SplitEnumeratorContext<SplitT> context,
      FileEnumerator files,
      FileSplitAssigner assigner,
      Path[] paths,
      Duration interval,
      Collection<Path> known) {
    this.context = context;
    this.files = files;
    this.assigner = assigner;
    this.paths = paths;
    this.interval = interval;
    this.known = new LinkedHashSet<>(known);
  }

  /** The splits of all files that are there now. */
  static Collection<FileSourceSplit> look(FileEnumerator files, Path[] paths, int minSplits) {
    try {
      return files.enumerateSplits(paths, minSplits);
    } catch (IOException e) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "the input " + List.of(paths) + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  @Override
  public void start() {
    if (interval != null) {
      context.callAsync(
          () -> files.enumerateSplits(paths, 1),
          this::onLook,
          interval.toMillis(),
          interval.toMillis());
    }
  }

  private void onLook(Collection<FileSourceSplit> found, Throwable failure) {
    if (failure != null) {
      throw new FlyshuttleException(
          ErrorCode.INPUT_NOT_FOUND,
          "the input " + List.of(paths) + " cannot be looked at: " + failure.getMessage(),
          failure);
    }
    List<FileSourceSplit> fresh = new ArrayList<>();
    Set<Path> freshFiles = new LinkedHashSet<>();
    for (FileSourceSplit split : found) {
      if (!known.contains(split.path())) {
        fresh.add(split);
        freshFiles.add(split.path());
      }
    }
    known.addAll(freshFiles);
    assigner.addSplits(fresh);
    serveWaiting();
  }

  private void serveWaiting() {
    Iterator<Map.Entry<Integer, String>> readers = waiting.entrySet().iterator();
    while (readers.hasNext()) {
      Map.Entry<Integer, String> reader = readers.next();
      Optional<SplitT> next = next(reader.getValue());
      if (next.isEmpty()) {
        return;
      }
      readers.remove();
      context.assignSplit(next.get(), reader.getKey());
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<SplitT> next(String host) {
    return (Optional<SplitT>) assigner.getNext(host);
  }

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    Optional<SplitT> next = next(requesterHostname);
    if (next.isPresent()) {
      context.assignSplit(next.get(), subtaskId);
    } else if (interval == null) {
      context.signalNoMoreSplits(subtaskId);
    } else {
      waiting.put(subtaskId, requesterHostname);
    }
  }

  @Override
  public void addSplitsBack(List<SplitT> splits, int subtaskId) {
    assigner.addSplits(new ArrayList<>(splits));
    serveWaiting();
  }

  @Override
  public void addReader(int subtaskId) {
    // a reader asks by itself
  }

  @Override
  @SuppressWarnings("unchecked")
  public PendingSplitsCheckpoint<SplitT> snapshotState(long checkpointId) {
    return PendingSplitsCheckpoint.fromCollectionSnapshot(
        (Collection<SplitT>) assigner.remainingSplits(), interval == null ? List.of() : known);
  }

  @Override
  public void close() {}
}
