// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.memory.ManagedMemory;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.StringAppendOperator;
import org.rocksdb.WriteBufferManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a database, such that it keeps to its memory: blocks that were read, their
 * indexes and filters, and what was not written to disk yet share one budget.
 *
 * <p>The budget is the operator's share of managed memory if that lies outside of the heap; if it
 * lies in the heap, what RocksDB takes comes on top, and is therefore little.
 */
final class RocksMemory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RocksMemory.class);
  private static final long LEAST_BYTES = 8L << 20;
  private static final long BYTES_BESIDE_THE_HEAP = 32L << 20;
  private static final long LARGEST_WRITE_BUFFER = 64L << 20;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;
  private final BloomFilter filter = new BloomFilter(10, false);
  private final StringAppendOperator append = new StringAppendOperator("");
  private final Options options;

  RocksMemory(ManagedMemory memory) {
    long budget = budget(memory);
    this.cache = new LRUCache(budget);
    this.writeBuffers = new WriteBufferManager(budget / 2, cache);
    BlockBasedTableConfig blocks =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true)
            .setFilterPolicy(filter);
    try (DBOptions database = new DBOptions();
        ColumnFamilyOptions columns = new ColumnFamilyOptions()) {
      this.options = new Options(database, columns);
    }
    options
        .setCreateIfMissing(true)
        .setWriteBufferManager(writeBuffers)
        .setWriteBufferSize(Math.min(LARGEST_WRITE_BUFFER, budget / 4))
        .setMaxWriteBufferNumber(3)
        .setTableFormatConfig(blocks)
        .setMergeOperator(append)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setMaxBackgroundJobs(2)
        .setStatsDumpPeriodSec(0)
        .setMaxOpenFiles(-1);
  }

  /** Bytes of native memory that RocksDB may use. */
  static long budget(ManagedMemory memory) {
    long share = (long) memory.totalSegments() * memory.segmentSize();
    long budget =
        Math.max(LEAST_BYTES, memory.isOffHeap() ? share : Math.min(share, BYTES_BESIDE_THE_HEAP));
    if (budget < share) {
      LOG.warn(
          "RocksDB gets {} bytes for {} and not its {} bytes of managed memory, because those are in"
              + " the heap: set taskmanager.memory.off-heap to true",
          budget,
          memory.owner(),
          share);
    }
    return budget;
  }

  Options options() {
    return options;
  }

  @Override
  public void close() {
    options.close();
    append.close();
    filter.close();
    writeBuffers.close();
    cache.close();
  }
}
