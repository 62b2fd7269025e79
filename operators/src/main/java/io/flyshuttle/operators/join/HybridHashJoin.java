// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.join;

import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.MemorySegment;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.memory.SpillFile;
import io.flyshuttle.core.memory.SpillInputView;
import io.flyshuttle.core.memory.SpillOutputView;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.core.type.TypeSerializer;
import io.flyshuttle.operators.key.KeyHasher;
import io.flyshuttle.operators.key.KeyPair;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Joins by a hash table of the build side that is cut into partitions. Partitions that do not fit
 * into memory go to disk, together with the probe records that meet them; such pairs are joined
 * afterwards in the same way, cut by other bits of the hash code, and at last block by block. Used
 * by one thread.
 *
 * <p>Records without a partner, of the sides that are asked for, are paired with null: a probe
 * record when it finds nothing, a build record when all probe records of its table have been seen,
 * which a bit in the table tells.
 *
 * @param <B> type of the build records
 * @param <P> type of the probe records
 */
final class HybridHashJoin<B, P> implements Closeable {

  /** Takes the pairs that are found; one of the records is null if it has no partner. */
  interface Pairs<B, P> {
    void pair(B build, P probe) throws Exception;
  }

  /**
   * Whose records are paired with null if they have no partner.
   *
   * @param build those of the build side
   * @param probe those of the probe side
   */
  record Kept(boolean build, boolean probe) {
    static final Kept NONE = new Kept(false, false);
  }

  /** A pair of spilled partitions. */
  private record SpilledPair(SpillFile build, SpillFile probe, int level) {}

  private static final int MAX_PARTITION_BITS = 4;

  /** A partition that is still too large after so many cuts has one key, or hardly more. */
  private static final int MAX_LEVEL = 4;

  private static final int SPILL_BLOCK_BYTES = 32 << 10;

  private final ManagedMemory memory;
  private final SpillDirectories directories;
  private final TypeSerializer<B> buildSerializer;
  private final TypeSerializer<P> probeSerializer;
  private final KeyHasher<B> buildHasher;
  private final KeyHasher<P> probeHasher;
  private final KeyPair<P, B> keys;
  private final Kept kept;
  private final boolean copiesProbe;
  private Pairs<B, P> pairs;
  private final int partitionBits;
  private final Deque<SpilledPair> spilledPairs = new ArrayDeque<>();
  private final List<SpillFile> openFiles = new ArrayList<>();
  private List<Partition> partitions = new ArrayList<>();
  private int level;
  private int spills;

  /**
   * @param mayReuse whether nobody changes the records of a pair, so that one object can be in many
   */
  HybridHashJoin(
      ManagedMemory memory,
      SpillDirectories directories,
      TypeSerializer<B> buildSerializer,
      TypeSerializer<P> probeSerializer,
      TypeComparator<B> buildKeys,
      TypeComparator<P> probeKeys,
      Kept kept,
      boolean mayReuse,
      Pairs<B, P> pairs) {
    this.memory = memory;
    this.directories = directories;
    this.buildSerializer = buildSerializer.duplicate();
    this.probeSerializer = probeSerializer.duplicate();
    this.buildHasher = new KeyHasher<>(buildKeys.duplicate());
    this.probeHasher = new KeyHasher<>(probeKeys.duplicate());
    this.keys = new KeyPair<>(probeKeys.duplicate(), buildKeys.duplicate());
    this.kept = kept;
    this.copiesProbe = !mayReuse && !probeSerializer.isImmutableType();
    this.pairs = pairs;
    int bits = 31 - Integer.numberOfLeadingZeros(Math.max(2, memory.totalSegments() / 2));
    this.partitionBits = Math.min(MAX_PARTITION_BITS, bits);
    startLevel(0);
  }

  /** Hands later pairs to somebody else. */
  void pairs(Pairs<B, P> newPairs) {
    pairs = newPairs;
  }

  /** Whether the build side can be met by another set of probe records. */
  boolean isWholeInMemory() {
    return spills == 0;
  }

  /** How many partitions were written to disk. */
  int spills() {
    return spills;
  }

  private void startLevel(int newLevel) {
    level = newLevel;
    partitions = new ArrayList<>();
    for (int i = 0; i < 1 << partitionBits; i++) {
      partitions.add(new Partition());
    }
  }

  /** Mixed anew at each level: the records of a subtask, or a partition, share bits of the hash. */
  private Partition partitionOf(int hash) {
    int mixed = KeyHasher.spread(hash + 0x9e3779b9 * (level + 1));
    return partitions.get(mixed >>> 32 - partitionBits);
  }

  /** Adds a build record; does not keep the object. */
  void build(B record) throws IOException {
    int hash = buildHasher.hash(record);
    partitionOf(hash).build(record, hash);
  }

  /** No build record follows. */
  void endBuild() throws IOException {
    for (Partition partition : partitions) {
      while (!partition.index()) {
        largest().spill();
      }
    }
  }

  private Partition largest() {
    Partition largest = null;
    for (Partition partition : partitions) {
      if (!partition.isSpilled()
          && (largest == null || partition.table.segments() > largest.table.segments())) {
        largest = partition;
      }
    }
    return largest;
  }

  /** Joins a probe record, or puts it aside; does not keep the object. */
  void probe(P record) throws Exception {
    int hash = probeHasher.hash(record);
    Partition partition = partitionOf(hash);
    if (partition.isSpilled()) {
      partition.probeLater(record);
    } else {
      probe(partition.table, record, hash);
    }
  }

  private void probe(HashTable<B> table, P record, int hash) throws Exception {
    if (!pairAll(table, record, hash) && kept.probe) {
      pairs.pair(null, record);
    }
  }

  /** Pairs a probe record with all build records of its key; false if there is none. */
  private boolean pairAll(HashTable<B> table, P record, int hash) throws Exception {
    if (table.records() == 0) {
      return false;
    }
    table.find(hash);
    B candidate = table.next(hash);
    if (candidate == null) {
      return false;
    }
    keys.setFirst(record);
    B build = firstEqual(table, candidate, hash);
    if (build == null) {
      return false;
    }
    while (build != null) {
      B following = firstEqual(table, table.next(hash), hash);
      // who gets a pair may change its records, so all but the last get a copy
      boolean copy = copiesProbe && following != null;
      pairs.pair(build, copy ? probeSerializer.copy(record) : record);
      build = following;
    }
    return true;
  }

  /** The first record from {@code candidate} on that has the probe record's key; marks it. */
  private B firstEqual(HashTable<B> table, B candidate, int hash) throws IOException {
    B found = candidate;
    while (found != null && keys.compareTo(found) != 0) {
      found = table.next(hash);
    }
    if (found != null && kept.build) {
      table.mark();
    }
    return found;
  }

  private void pairUnmarked(HashTable<B> table) throws Exception {
    if (kept.build && table.records() > 0) {
      table.forEachUnmarked(build -> pairs.pair(build, null));
    }
  }

  /** No probe record follows: joins what was put aside. */
  void endProbe() throws Exception {
    endPartitions();
    for (SpilledPair pair = spilledPairs.poll(); pair != null; pair = spilledPairs.poll()) {
      if (pair.level > MAX_LEVEL) {
        joinByBlocks(pair);
      } else {
        startLevel(pair.level);
        Input<B> builds = new Input<>(pair.build, buildSerializer);
        for (B record = builds.next(); record != null; record = builds.next()) {
          build(record);
        }
        endBuild();
        Input<P> probes = new Input<>(pair.probe, probeSerializer);
        for (P record = probes.next(); record != null; record = probes.next()) {
          probe(record);
        }
        endPartitions();
      }
      closeFile(pair.build);
      closeFile(pair.probe);
    }
  }

  private void endPartitions() throws Exception {
    for (Partition partition : partitions) {
      partition.end();
    }
    partitions = new ArrayList<>();
  }

  /** As many build records as fit, all probe records, and again for the next build records. */
  private void joinByBlocks(SpilledPair pair) throws Exception {
    // which probe records, by their number, have met a partner in some block
    BitSet met = kept.probe ? new BitSet() : null;
    Input<B> builds = new Input<>(pair.build, buildSerializer);
    B record = builds.next();
    while (record != null) {
      HashTable<B> table = new HashTable<>(memory, buildSerializer, kept.build);
      try {
        // kept for the buckets, which are made when the records are in
        MemorySegment reserved = memory.tryAllocate();
        while (record != null && table.add(record, buildHasher.hash(record))) {
          record = builds.next();
        }
        if (reserved != null) {
          memory.release(reserved);
        }
        if (table.records() > 0) {
          if (!table.index(true)) {
            throw new IllegalStateException("no segment is left for the buckets of a hash table");
          }
          pairBlock(pair.probe, met, probe -> pairAll(table, probe, probeHasher.hash(probe)));
          pairUnmarked(table);
        } else {
          // one record larger than all memory
          joinOne(record, pair.probe, met);
          record = builds.next();
        }
      } finally {
        table.release();
      }
    }
    if (met != null) {
      Input<P> probes = new Input<>(pair.probe, probeSerializer);
      int number = 0;
      for (P probe = probes.next(); probe != null; probe = probes.next()) {
        if (!met.get(number++)) {
          pairs.pair(null, probe);
        }
      }
    }
  }

  /** Pairs a probe record; false if it finds no partner. */
  private interface Pairing<P> {
    boolean pair(P probe) throws Exception;
  }

  private void pairBlock(SpillFile probe, BitSet met, Pairing<P> pairing) throws Exception {
    Input<P> probes = new Input<>(probe, probeSerializer);
    int number = 0;
    for (P record = probes.next(); record != null; record = probes.next()) {
      if (pairing.pair(record) && met != null) {
        met.set(number);
      }
      number++;
    }
  }

  private void joinOne(B build, SpillFile probe, BitSet met) throws Exception {
    boolean[] found = new boolean[1];
    pairBlock(
        probe,
        met,
        record -> {
          keys.setFirst(record);
          if (keys.compareTo(build) != 0) {
            return false;
          }
          found[0] = true;
          pairs.pair(buildSerializer.copy(build), record);
          return true;
        });
    if (!found[0] && kept.build) {
      pairs.pair(build, null);
    }
  }

  private SpillFile newFile(String purpose) throws IOException {
    SpillFile file = SpillFile.create(directories, purpose);
    openFiles.add(file);
    return file;
  }

  private void closeFile(SpillFile file) throws IOException {
    openFiles.remove(file);
    file.close();
  }

  /** Gives memory back and deletes files. Idempotent. */
  @Override
  public void close() throws IOException {
    for (Partition partition : partitions) {
      partition.table.release();
    }
    partitions = new ArrayList<>();
    spilledPairs.clear();
    for (SpillFile file : new ArrayList<>(openFiles)) {
      closeFile(file);
    }
  }

  /** Reads a spill file from its start. */
  private static final class Input<T> {
    private final SpillInputView view;
    private final TypeSerializer<T> serializer;

    private Input(SpillFile file, TypeSerializer<T> serializer) {
      this.view = file.input();
      this.serializer = serializer;
    }

    private T next() throws IOException {
      return view.atEnd() ? null : serializer.deserialize(view);
    }
  }

  /** One part of the build side by hash, in memory or on disk. */
  private final class Partition {
    private final HashTable<B> table = new HashTable<>(memory, buildSerializer, kept.build);
    private SpillFile buildFile;
    private SpillFile probeFile;
    private SpillOutputView buildOutput;
    private SpillOutputView probeOutput;

    private boolean isSpilled() {
      return buildFile != null;
    }

    private void build(B record, int hash) throws IOException {
      while (!isSpilled()) {
        if (table.add(record, hash)) {
          return;
        }
        Partition victim = largest();
        // if no partition holds memory, the record alone is larger than all of it
        (victim.table.records() == 0 ? this : victim).spill();
      }
      buildSerializer.serialize(record, buildOutput);
    }

    private void spill() throws IOException {
      spills++;
      buildFile = newFile("join-build");
      probeFile = newFile("join-probe");
      buildOutput = buildFile.output(MemorySegment.allocateHeap(SPILL_BLOCK_BYTES));
      probeOutput = probeFile.output(MemorySegment.allocateHeap(SPILL_BLOCK_BYTES));
      table.forEachRaw((hash, record, length) -> buildOutput.write(record, length));
      table.release();
    }

    private boolean index() throws IOException {
      return isSpilled() || table.records() == 0 || table.index(false);
    }

    private void probeLater(P record) throws IOException {
      probeSerializer.serialize(record, probeOutput);
    }

    private void end() throws Exception {
      pairUnmarked(table);
      table.release();
      if (isSpilled()) {
        buildOutput.flush();
        probeOutput.flush();
        spilledPairs.add(new SpilledPair(buildFile, probeFile, level + 1));
      }
    }
  }
}
