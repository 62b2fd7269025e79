// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.ManagedMemory;
import io.flyshuttle.core.memory.SpillDirectories;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a store of keyed state is made for and of.
 *
 * @param keySerializer the store's own
 * @param keyGroups the groups of this subtask
 * @param maxParallelism number of groups of all subtasks
 * @param executionConfig by which serializers are made
 * @param clock milliseconds since 1970, for time to live
 * @param memory the operator's share of managed memory; asked for at most once, by stores that use
 *     it
 * @param directories for stores that keep files
 * @param <K> type of the keys
 */
public record KeyedStateSettings<K>(
    TypeSerializer<K> keySerializer,
    KeyGroupRange keyGroups,
    int maxParallelism,
    ExecutionConfig executionConfig,
    LongSupplier clock,
    Supplier<ManagedMemory> memory,
    SpillDirectories directories) {}
