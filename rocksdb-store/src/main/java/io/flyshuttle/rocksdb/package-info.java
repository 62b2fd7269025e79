// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
/**
 * Keyed state in RocksDB: as large as the local disks, with checkpoints that refer to files which
 * earlier ones have saved. In a jar of its own, which is put beside the engine only where it is
 * used.
 *
 * <p>Upstream: {@code core.state.binary}, whose port it implements. Downstream: workers, through
 * {@link io.flyshuttle.core.state.StateBackends}; RocksDB.
 */
package io.flyshuttle.rocksdb;
