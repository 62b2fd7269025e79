// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream.state;

import io.flyshuttle.core.option.ConfigOption;
import io.flyshuttle.core.option.ConfigOptions;
import io.flyshuttle.core.option.MemorySize;

/** Settings of RocksDB as programs set them. The store derives all of them. */
public final class RocksDBOptions {
  private static final String REASON =
      "the rocksdb store sets RocksDB up by the managed memory it has";

  private RocksDBOptions() {}

  public static final ConfigOption<EmbeddedRocksDBStateBackend.PriorityQueueStateType>
      TIMER_SERVICE_FACTORY =
          ConfigOptions.key("state.backend.rocksdb.timer-service.factory")
              .enumType(EmbeddedRocksDBStateBackend.PriorityQueueStateType.class)
              .defaultValue(EmbeddedRocksDBStateBackend.PriorityQueueStateType.ROCKSDB)
              .withoutEffect(REASON);

  public static final ConfigOption<String> LOCAL_DIRECTORIES =
      ConfigOptions.key("state.backend.rocksdb.localdir")
          .stringType()
          .noDefaultValue()
          .withoutEffect(REASON);

  public static final ConfigOption<Boolean> USE_MANAGED_MEMORY =
      ConfigOptions.key("state.backend.rocksdb.memory.managed")
          .booleanType()
          .defaultValue(true)
          .withoutEffect(REASON);

  public static final ConfigOption<MemorySize> FIX_PER_SLOT_MEMORY_SIZE =
      ConfigOptions.key("state.backend.rocksdb.memory.fixed-per-slot")
          .memoryType()
          .noDefaultValue()
          .withoutEffect(REASON);

  public static final ConfigOption<MemorySize> FIX_PER_TM_MEMORY_SIZE =
      ConfigOptions.key("state.backend.rocksdb.memory.fixed-per-tm")
          .memoryType()
          .noDefaultValue()
          .withoutEffect(REASON);

  public static final ConfigOption<Double> WRITE_BUFFER_RATIO =
      ConfigOptions.key("state.backend.rocksdb.memory.write-buffer-ratio")
          .doubleType()
          .defaultValue(0.5)
          .withoutEffect(REASON);

  public static final ConfigOption<Double> HIGH_PRIORITY_POOL_RATIO =
      ConfigOptions.key("state.backend.rocksdb.memory.high-prio-pool-ratio")
          .doubleType()
          .defaultValue(0.1)
          .withoutEffect(REASON);

  public static final ConfigOption<Integer> CHECKPOINT_TRANSFER_THREAD_NUM =
      ConfigOptions.key("state.backend.rocksdb.checkpoint.transfer.thread.num")
          .intType()
          .defaultValue(4)
          .withoutEffect(REASON);

  public static final ConfigOption<String> PREDEFINED_OPTIONS =
      ConfigOptions.key("state.backend.rocksdb.predefined-options")
          .stringType()
          .defaultValue("DEFAULT")
          .withoutEffect(REASON);

  public static final ConfigOption<String> OPTIONS_FACTORY =
      ConfigOptions.key("state.backend.rocksdb.options-factory")
          .stringType()
          .noDefaultValue()
          .withoutEffect(REASON);
}
