// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.core.memory.SpillOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.sort.Records;
import io.flyshuttle.operators.sort.SpilledRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Makes all pairs of two groups of records with one key, block by block: only a block of the first
 * group is held as objects. The second group is written to disk if the first has more than one
 * block. Used by one thread.
 *
 * @param <A> type of the records of the first group
 * @param <B> type of the records of the second group
 */
final class KeyRun<A, B> {

  /** Takes the pairs. */
  interface Pairs<A, B> {
    void pair(A first, B second) throws Exception;
  }

  private static final int MAX_BLOCK_RECORDS = 4096;
  private static final int MAX_BLOCK_BYTES = 2 << 20;
  private static final int SAMPLE_EVERY = 8;
  private static final int SPILL_BLOCK_BYTES = 32 << 10;

  private final TypeSerializer<A> firstSerializer;
  private final TypeSerializer<B> secondSerializer;
  private final SpillDirectories directories;
  private final Pairs<A, B> pairs;
  private final int maxBlockRecords;
  private final List<A> block = new ArrayList<>();
  private final DataOutputSerializer scratch = new DataOutputSerializer(64);
  private int spills;

  KeyRun(
      TypeSerializer<A> firstSerializer,
      TypeSerializer<B> secondSerializer,
      SpillDirectories directories,
      Pairs<A, B> pairs) {
    this(firstSerializer, secondSerializer, directories, pairs, MAX_BLOCK_RECORDS);
  }

  KeyRun(
      TypeSerializer<A> firstSerializer,
      TypeSerializer<B> secondSerializer,
      SpillDirectories directories,
      Pairs<A, B> pairs,
      int maxBlockRecords) {
    this.firstSerializer = firstSerializer;
    this.secondSerializer = secondSerializer;
    this.directories = directories;
    this.pairs = pairs;
    this.maxBlockRecords = maxBlockRecords;
  }

  /** How many groups were written to disk. */
  int spills() {
    return spills;
  }

  /** Makes all pairs of the two groups, neither of which is empty. */
  void join(Iterator<A> first, Iterator<B> second) throws Exception {
    readBlock(first);
    if (!first.hasNext()) {
      while (second.hasNext()) {
        pairBlock(second.next());
      }
      block.clear();
      return;
    }
    spills++;
    try (SpillFile file = SpillFile.create(directories, "key-run")) {
      try (SpillOutputView output = file.output(MemorySegment.allocateHeap(SPILL_BLOCK_BYTES))) {
        while (second.hasNext()) {
          secondSerializer.serialize(second.next(), output);
        }
      }
      while (!block.isEmpty()) {
        Records<B> records = SpilledRecords.of(file, secondSerializer);
        for (B record = records.next(); record != null; record = records.next()) {
          pairBlock(record);
        }
        readBlock(first);
      }
    }
  }

  private void readBlock(Iterator<A> first) throws IOException {
    block.clear();
    long bytes = 0;
    while (first.hasNext() && block.size() < maxBlockRecords && bytes < MAX_BLOCK_BYTES) {
      A record = first.next();
      if (block.size() % SAMPLE_EVERY == 0) {
        scratch.clear();
        firstSerializer.serialize(record, scratch);
        bytes += (long) scratch.length() * (block.isEmpty() ? 1 : SAMPLE_EVERY);
        scratch.pruneBuffer();
      }
      block.add(record);
    }
  }

  /** Users may change what they are given, so all but the last pair of a record get copies. */
  private void pairBlock(B record) throws Exception {
    boolean copyFirst = !firstSerializer.isImmutableType();
    boolean copySecond = block.size() > 1 && !secondSerializer.isImmutableType();
    for (A kept : block) {
      pairs.pair(
          copyFirst ? firstSerializer.copy(kept) : kept,
          copySecond ? secondSerializer.copy(record) : record);
    }
  }
}
