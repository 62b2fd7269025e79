// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.function.ForwardingOperatorContext;
import io.flyshuttle.operators.key.KeyHasher;
import io.flyshuttle.operators.key.KeyPair;
import io.flyshuttle.operators.sort.MemoryQuota;
import io.flyshuttle.operators.sort.RecordBuffer;
import io.flyshuttle.operators.sort.Records;
import io.flyshuttle.operators.table.KeyTable;
import java.io.IOException;

/**
 * The solution set of a delta iteration in one subtask: one record per key, found by the key of any
 * other type of record. Cut by hash into partitions, each a table in managed memory; when that runs
 * out, the largest goes to disk. Records of a partition on disk are asked for all at once: who
 * looks for them puts its own records aside, and gets the answers when it has them all. Used by one
 * thread.
 */
final class SolutionSet implements AutoCloseable {
  private static final int MAX_PARTITION_BITS = 4;

  /** What a table needs at least to be of use. */
  private static final int SEGMENTS_PER_PARTITION = 4;

  private final TypeComparator<Object> keys;
  private final TypeSerializer<Object> serializer;
  private final KeyHasher<Object> hasher;
  private final ManagedMemory tableMemory;
  private final ManagedMemory workMemory;
  private final SpillDirectories directories;
  private final int partitionBits;
  private final Partition[] partitions;
  private int spills;

  /** Takes its memory as it grows. */
  SolutionSet(
      TypeComparator<Object> keys,
      TypeSerializer<Object> serializer,
      ManagedMemory memory,
      SpillDirectories directories) {
    this.keys = keys.duplicate();
    this.serializer = serializer.duplicate();
    this.hasher = new KeyHasher<>(keys.duplicate());
    this.directories = directories;
    int work = Math.min(memory.totalSegments(), Math.max(2, memory.totalSegments() / 8));
    this.workMemory = new MemoryQuota(memory, work);
    int forTables = memory.totalSegments() - work;
    this.tableMemory = new MemoryQuota(memory, forTables);
    int most = Math.max(1, forTables / SEGMENTS_PER_PARTITION);
    this.partitionBits = Math.min(MAX_PARTITION_BITS, 31 - Integer.numberOfLeadingZeros(most));
    this.partitions = new Partition[1 << partitionBits];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new Partition();
    }
  }

  /** The solution set of the loop that an operator runs in. */
  static SolutionSet of(OperatorContext context) {
    OperatorContext found = context;
    while (found instanceof ForwardingOperatorContext forwarding) {
      if (forwarding instanceof LoopContext loop) {
        return loop.solutionSet();
      }
      found = forwarding.context();
    }
    throw new IllegalStateException("the operator does not run inside a delta iteration");
  }

  /** One part by hash; all in a table, or all on disk with the latest changes apart. */
  private final class Partition {
    private final KeyTable<Object> table = new KeyTable<>(tableMemory, serializer, keys);
    private RecordBuffer<Object> onDisk;
    private RecordBuffer<Object> changes;

    private boolean isSpilled() {
      return onDisk != null;
    }

    private void spill() throws Exception {
      spills++;
      onDisk = fileBuffer();
      changes = fileBuffer();
      table.forEach(onDisk::add);
      table.clear();
    }
  }

  /** A buffer without memory: a file. */
  private RecordBuffer<Object> fileBuffer() {
    return new RecordBuffer<>(new MemoryQuota(tableMemory, 0), directories, serializer);
  }

  private int partitionOf(int hash) {
    return partitionBits == 0
        ? 0
        : KeyHasher.spread(hash + 0x3c6ef372) >>> Integer.SIZE - partitionBits;
  }

  /** How many partitions went to disk. */
  int spills() {
    return spills;
  }

  /**
   * Puts a record in the place of that with the same key; does not keep the object. To be followed
   * by {@link #settle} before anything is looked up.
   */
  void put(Object record) throws Exception {
    Partition partition = partitions[partitionOf(hasher.hash(record))];
    while (!partition.isSpilled()) {
      if (partition.table.put(record)) {
        return;
      }
      Partition largest = partition;
      for (Partition other : partitions) {
        if (!other.isSpilled() && other.table.segments() > largest.table.segments()) {
          largest = other;
        }
      }
      largest.spill();
    }
    partition.changes.add(record);
  }

  /** Brings changes of what is on disk into place. */
  void settle() throws Exception {
    for (Partition partition : partitions) {
      if (partition.isSpilled() && partition.changes.size() > 0) {
        Records<Object> changes = partition.changes.records();
        Object next = changes.next();
        while (next != null) {
          next = settle(partition, changes, next);
        }
        partition.changes.close();
        partition.changes = fileBuffer();
      }
    }
  }

  /** Merges as many changes as fit into memory; returns the first that did not. */
  private Object settle(Partition partition, Records<Object> changes, Object first)
      throws Exception {
    try (Chunk chunk = new Chunk()) {
      Object next = first;
      while (next != null && chunk.add(next)) {
        next = changes.next();
      }
      RecordBuffer<Object> merged = fileBuffer();
      Finder finder = chunk.finder(keys);
      Records<Object> old = partition.onDisk.records();
      for (Object record = old.next(); record != null; record = old.next()) {
        if (finder.find(record) == null) {
          merged.add(record);
        }
      }
      chunk.forEach(merged::add);
      partition.onDisk.close();
      partition.onDisk = merged;
      return next;
    }
  }

  /** Finds records of the solution set by others. */
  interface Finder {
    Object find(Object other) throws Exception;
  }

  /** As many records as fit into the working memory, one at least. */
  private final class Chunk implements AutoCloseable {
    private final KeyTable<Object> table = new KeyTable<>(workMemory, serializer, keys);
    private Object single;

    private boolean add(Object record) throws IOException {
      if (single != null) {
        return false;
      }
      if (!table.put(record)) {
        if (table.size() > 0) {
          return false;
        }
        single = record;
      }
      return true;
    }

    private Finder finder(TypeComparator<Object> otherKeys) {
      if (single == null) {
        KeyTable<Object>.Lookup<Object> lookup = table.new Lookup<>(otherKeys);
        return lookup::find;
      }
      KeyPair<Object, Object> pair = new KeyPair<>(otherKeys.duplicate(), keys.duplicate());
      return other -> {
        pair.setFirst(other);
        return pair.compareTo(single) == 0 ? serializer.copy(single) : null;
      };
    }

    private void forEach(KeyTable.Receiver<Object> receiver) throws Exception {
      if (single != null) {
        receiver.take(single);
      }
      table.forEach(receiver);
    }

    @Override
    public void close() {
      table.clear();
    }
  }

  /** Gets answers about records that were put aside. */
  interface Answers {
    void found(Object record, Object solution) throws Exception;

    /** There is none. */
    void missing(Object record) throws Exception;

    /** Some of the answers have been given, all of a key together. */
    default void pause(Finder finder) throws Exception {}
  }

  /** Looks records up by the key of records of another type. */
  final class Lookup implements AutoCloseable {
    private final TypeComparator<Object> otherKeys;
    private final TypeSerializer<Object> otherSerializer;
    private final KeyHasher<Object> otherHasher;
    private final Finder[] finders = new Finder[partitions.length];
    private final RecordBuffer<Object>[] aside;
    private int asked;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Lookup(TypeComparator<Object> otherKeys, TypeSerializer<Object> otherSerializer) {
      this.otherKeys = otherKeys.duplicate();
      this.otherSerializer = otherSerializer;
      this.otherHasher = new KeyHasher<>(otherKeys.duplicate());
      this.aside = new RecordBuffer[partitions.length];
      for (int i = 0; i < finders.length; i++) {
        finders[i] = partitions[i].table.new Lookup<>(otherKeys)::find;
      }
    }

    /**
     * Whether the answer is not at hand; the record was then put aside, and {@link #answerAside}
     * gives the answer.
     */
    boolean isAside(Object other) throws IOException {
      asked = partitionOf(otherHasher.hash(other));
      int number = asked;
      if (!partitions[number].isSpilled()) {
        return false;
      }
      if (aside[number] == null) {
        aside[number] = otherFile();
      }
      aside[number].add(other);
      return true;
    }

    private RecordBuffer<Object> otherFile() {
      return new RecordBuffer<>(
          new MemoryQuota(tableMemory, 0), directories, otherSerializer.duplicate());
    }

    /**
     * The record with the same key as {@code other}, which is not of those put aside; belongs to
     * the caller; null if there is none.
     */
    Object find(Object other) throws Exception {
      return finders[partitionOf(otherHasher.hash(other))].find(other);
    }

    /** As {@link #find}, for the record that {@link #isAside} was asked about just now. */
    Object findAsked(Object other) throws Exception {
      return finders[asked].find(other);
    }

    /** Answers about all records that were put aside. */
    void answerAside(Answers answers) throws Exception {
      for (int i = 0; i < aside.length; i++) {
        if (aside[i] != null) {
          answerAside(i, answers);
        }
      }
    }

    private void answerAside(int number, Answers answers) throws Exception {
      Records<Object> solution = partitions[number].onDisk.records();
      Object next = solution.next();
      while (next != null && aside[number].size() > 0) {
        try (Chunk chunk = new Chunk()) {
          while (next != null && chunk.add(next)) {
            next = solution.next();
          }
          Finder finder = chunk.finder(otherKeys);
          RecordBuffer<Object> rest = otherFile();
          Records<Object> asking = aside[number].records();
          for (Object record = asking.next(); record != null; record = asking.next()) {
            Object found = finder.find(record);
            if (found == null) {
              rest.add(record);
            } else {
              answers.found(record, found);
            }
          }
          aside[number].close();
          aside[number] = rest;
          answers.pause(finder);
        }
      }
      Records<Object> unanswered = aside[number].records();
      for (Object record = unanswered.next(); record != null; record = unanswered.next()) {
        answers.missing(record);
      }
      answers.pause(other -> null);
      aside[number].close();
      aside[number] = null;
    }

    @Override
    public void close() throws IOException {
      for (RecordBuffer<Object> buffer : aside) {
        if (buffer != null) {
          buffer.close();
        }
      }
    }
  }

  /** Hands out all records. */
  void forEach(KeyTable.Receiver<Object> receiver) throws Exception {
    for (Partition partition : partitions) {
      partition.table.forEach(receiver);
      if (partition.isSpilled()) {
        Records<Object> records = partition.onDisk.records();
        for (Object record = records.next(); record != null; record = records.next()) {
          receiver.take(record);
        }
      }
    }
  }

  /** Gives memory back and deletes files. Idempotent. */
  @Override
  public void close() throws IOException {
    for (Partition partition : partitions) {
      partition.table.clear();
      if (partition.isSpilled()) {
        partition.onDisk.close();
        partition.changes.close();
      }
    }
  }
}
