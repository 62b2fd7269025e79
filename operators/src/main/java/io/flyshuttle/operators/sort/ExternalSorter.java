// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.sort;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.core.memory.SpillOutputView;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts any number of records: in managed memory as long as they fit, in sorted runs on disk that
 * are merged afterwards if they do not. Used by one thread.
 *
 * <p>Life: {@link #add} any number of times, {@link #finish} once, then read; {@link #close} at any
 * point gives memory back and deletes files.
 *
 * @param <T> type of the records
 */
public final class ExternalSorter<T> implements AutoCloseable {
  /** Segments without which nothing can be sorted: one of index, two of data. */
  public static final int MIN_SEGMENTS = 3;

  private static final int DEFAULT_FAN_IN = 64;

  private static final int SPILL_BLOCK_BYTES = 64 << 10;

  private final SpillDirectories directories;
  private final TypeSerializer<T> serializer;
  private final TypeComparator<T> comparator;
  private final int fanIn;
  private final SortBuffer<T> buffer;
  private final List<List<SpillFile>> runsByLevel = new ArrayList<>();
  private final List<SpillFile> openFiles = new ArrayList<>();
  private MemorySegment block;
  private int spilledRuns;

  /**
   * @param memory all of it may be used, at least {@link #MIN_SEGMENTS}
   * @param comparator the order; duplicated, never used itself
   */
  public ExternalSorter(
      ManagedMemory memory,
      SpillDirectories directories,
      TypeSerializer<T> serializer,
      TypeComparator<T> comparator) {
    this(memory, directories, serializer, comparator, DEFAULT_FAN_IN);
  }

  /**
   * @param fanIn how many runs are merged at once at most
   */
  ExternalSorter(
      ManagedMemory memory,
      SpillDirectories directories,
      TypeSerializer<T> serializer,
      TypeComparator<T> comparator,
      int fanIn) {
    if (memory.totalSegments() < MIN_SEGMENTS) {
      throw new FlyshuttleException(
          ErrorCode.NOT_ENOUGH_MANAGED_MEMORY,
          "sorting needs "
              + MIN_SEGMENTS
              + " segments of managed memory and the operator's share has "
              + memory.totalSegments()
              + "; raise taskmanager.memory.managed.size or use fewer slots");
    }
    this.directories = directories;
    this.serializer = serializer.duplicate();
    this.comparator = comparator.duplicate();
    this.fanIn = fanIn;
    this.buffer = new SortBuffer<>(memory, serializer.duplicate(), comparator.duplicate());
  }

  /** Adds a record; does not keep the object. */
  public void add(T record) throws IOException {
    if (buffer.add(record)) {
      return;
    }
    if (!buffer.isEmpty()) {
      spillBuffer();
      if (buffer.add(record)) {
        return;
      }
    }
    // larger than all memory: a run of its own
    SpillFile file = newRun();
    try (SpillOutputView output = file.output(block())) {
      serializer.serialize(record, output);
    }
    addRun(0, file);
  }

  private void spillBuffer() throws IOException {
    SpillFile file = newRun();
    try (SpillOutputView output = file.output(block())) {
      buffer.writeTo(output);
    }
    buffer.clear();
    addRun(0, file);
  }

  private SpillFile newRun() throws IOException {
    SpillFile file = SpillFile.create(directories, "sort");
    openFiles.add(file);
    spilledRuns++;
    return file;
  }

  private MemorySegment block() {
    if (block == null) {
      block = MemorySegment.allocateHeap(SPILL_BLOCK_BYTES);
    }
    return block;
  }

  /** Adds a run to a level; as many runs as can be merged at once become one of the next level. */
  private void addRun(int level, SpillFile file) throws IOException {
    while (runsByLevel.size() <= level) {
      runsByLevel.add(new ArrayList<>());
    }
    List<SpillFile> runs = runsByLevel.get(level);
    runs.add(file);
    if (runs.size() >= fanIn) {
      SpillFile merged = mergeToFile(runs);
      runs.clear();
      addRun(level + 1, merged);
    }
  }

  private SpillFile mergeToFile(List<SpillFile> runs) throws IOException {
    Records<T> records = merge(runs, null);
    SpillFile file = newRun();
    try (SpillOutputView output = file.output(block())) {
      for (T record = records.next(); record != null; record = records.next()) {
        serializer.serialize(record, output);
      }
    }
    for (SpillFile run : runs) {
      run.close();
      openFiles.remove(run);
    }
    return file;
  }

  private Records<T> merge(List<SpillFile> runs, Records<T> inMemory) throws IOException {
    List<Records<T>> sources = new ArrayList<>();
    for (SpillFile run : runs) {
      sources.add(SpilledRecords.of(run, serializer.duplicate()));
    }
    if (inMemory != null) {
      sources.add(inMemory);
    }
    return sources.size() == 1 ? sources.get(0) : new MergedRecords<>(sources, comparator);
  }

  /** Ends adding; the records in order. To be read once. */
  public Records<T> finish() throws IOException {
    List<SpillFile> runs = new ArrayList<>();
    for (List<SpillFile> level : runsByLevel) {
      runs.addAll(level);
    }
    while (runs.size() > fanIn) {
      // the runs of low levels are short: merging them first moves the least data
      List<SpillFile> some = new ArrayList<>(runs.subList(0, fanIn));
      runs.subList(0, fanIn).clear();
      runs.add(mergeToFile(some));
    }
    if (runs.isEmpty()) {
      return buffer.records();
    }
    return merge(runs, buffer.isEmpty() ? null : buffer.records());
  }

  /** How many runs were written to disk, merged ones included. */
  public int spilledRuns() {
    return spilledRuns;
  }

  /** Forgets everything: gives memory back, deletes files. Idempotent. */
  @Override
  public void close() throws IOException {
    buffer.close();
    IOException failure = null;
    for (SpillFile file : openFiles) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    openFiles.clear();
    runsByLevel.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
