// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.rocksdb;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.SegmentPool;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.StateBackends;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Makes stores for tests, in directories under one of the process. */
final class RocksStores {
  private static final AtomicInteger FILES = new AtomicInteger();
  private static final Path DIRECTORY = newDirectory();

  private RocksStores() {}

  private static Path newDirectory() {
    try {
      Path directory = Files.createTempDirectory("rocks-stores");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> RocksFiles.deleteAll(directory)));
      return directory;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What stores have left behind. */
  static int filesLeft() throws IOException {
    return RocksFiles.list(DIRECTORY).size();
  }

  static <K> KeyedStateBackend<K> newBackend(
      TypeSerializer<K> keys, KeyGroupRange keyGroups, int maxParallelism, LongSupplier clock) {
    SegmentPool pool = new SegmentPool(32 << 20, 32 << 10, true, false);
    return StateBackends.named("rocksdb")
        .create(
            new KeyedStateSettings<>(
                keys,
                keyGroups,
                maxParallelism,
                new ExecutionConfig(),
                clock,
                () -> pool.share(32 << 20, "a test"),
                purpose -> DIRECTORY.resolve(purpose + "-" + FILES.incrementAndGet())));
  }
}
