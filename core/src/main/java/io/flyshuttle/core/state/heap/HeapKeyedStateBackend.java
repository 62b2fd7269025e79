// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.lambda.BiConsumerWithException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.ListStateDescriptor;
import io.flyshuttle.core.state.MapStateDescriptor;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.state.canonical.RestoredSerializers;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.state.ttl.Expiry;
import io.flyshuttle.core.state.ttl.Mergeable;
import io.flyshuttle.core.state.ttl.TtlStates;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Keyed state as objects on the heap: as fast as a hash table, as large as the heap. A snapshot
 * copies nothing at once; what is changed while it is open is copied, once, before the change.
 *
 * @param <K> type of the keys
 */
public final class HeapKeyedStateBackend<K> implements KeyedStateBackend<K> {
  private final TypeSerializer<K> keySerializer;
  private final boolean keysAreImmutable;
  private final KeyGroupRange keyGroups;
  private final int maxParallelism;
  private final int firstGroup;
  private final int groupCount;
  private final int groupMask;
  private final ExecutionConfig executionConfig;
  private final LongSupplier clock;
  private final SnapshotLedger ledger = new SnapshotLedger();
  private final Map<String, StateTable> tables = new LinkedHashMap<>();
  private final Map<String, HeapTimerQueue<K, ?>> timers = new LinkedHashMap<>();
  private final Map<String, Object> registered = new HashMap<>();
  private final Map<String, RestoredSerializers> restored = new HashMap<>();

  /** The current key, its mixed hash code and its group's place in the range; read by tables. */
  K key;

  int keyHash;
  int groupIndex = -1;

  /** Number of the setting of the current key. */
  long keyStamp;

  private K keptKey;

  /**
   * @param keyGroups the groups of this subtask
   * @param maxParallelism number of groups of all subtasks
   * @param executionConfig by which serializers are made
   * @param clock milliseconds since 1970, for time to live
   */
  public HeapKeyedStateBackend(
      TypeSerializer<K> keySerializer,
      KeyGroupRange keyGroups,
      int maxParallelism,
      ExecutionConfig executionConfig,
      LongSupplier clock) {
    this.keySerializer = keySerializer;
    this.keysAreImmutable = keySerializer.isImmutableType();
    this.keyGroups = keyGroups;
    this.maxParallelism = maxParallelism;
    this.firstGroup = keyGroups.start();
    this.groupCount = keyGroups.size();
    this.groupMask = Integer.bitCount(maxParallelism) == 1 ? maxParallelism - 1 : -1;
    this.executionConfig = executionConfig;
    this.clock = clock;
  }

  @Override
  public void setCurrentKey(K newKey) {
    int hash = KeyGroups.mix(newKey.hashCode());
    // for powers of two, the usual case, the remainder is a matter of bits
    int group = groupMask >= 0 ? hash & groupMask : KeyGroups.groupOfMixed(hash, maxParallelism);
    int index = group - firstGroup;
    if (index < 0 || index >= groupCount) {
      throw foreignKey(newKey, group);
    }
    key = newKey;
    keyHash = hash;
    groupIndex = index;
    keyStamp++;
    keptKey = null;
  }

  private FlyshuttleException foreignKey(K newKey, int group) {
    return new FlyshuttleException(
        ErrorCode.INVALID_PROGRAM,
        "The key "
            + newKey
            + " of "
            + newKey.getClass().getName()
            + " is of key group "
            + group
            + ", but this subtask serves the groups from "
            + keyGroups.start()
            + " up to "
            + keyGroups.end()
            + ": its hashCode() or its key selector does not give the same for the same record"
            + " everywhere");
  }

  @Override
  public K getCurrentKey() {
    return key;
  }

  @Override
  public int currentKeyGroup() {
    return groupIndex + keyGroups.start();
  }

  @Override
  public KeyGroupRange keyGroups() {
    return keyGroups;
  }

  @Override
  public int maxParallelism() {
    return maxParallelism;
  }

  @Override
  public TypeSerializer<K> keySerializer() {
    return keySerializer.duplicate();
  }

  /** The current key as it may be kept: a copy, the same for all tables, if keys can change. */
  K keyToKeep() {
    if (key == null) {
      throw new IllegalStateException("state was used before a key was set");
    }
    if (keysAreImmutable) {
      return key;
    }
    if (keptKey == null) {
      keptKey = keySerializer.copy(key);
    }
    return keptKey;
  }

  /** The version of values that are set now. */
  int version() {
    return ledger.version();
  }

  /** Values of this version and older ones belong to an open snapshot. */
  int frozenVersion() {
    return ledger.frozenVersion();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends State> S getState(StateDescriptor<S, ?> descriptor) {
    Object known = registered.get(descriptor.getName());
    if (known == null) {
      known = newState(descriptor);
      registered.put(descriptor.getName(), known);
    }
    requireSameKind(descriptor, known);
    return (S) known;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <N, S extends State> NamespacedState<N, S> getNamespacedState(
      StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaceSerializer) {
    Object known = registered.get(descriptor.getName());
    if (known == null) {
      Objects.requireNonNull(namespaceSerializer, "namespaces need a serializer");
      known = newNamespacedState(descriptor, namespaceSerializer);
      registered.put(descriptor.getName(), known);
    }
    if (!(known instanceof Namespaced<?, ?>)) {
      throw new IllegalStateException(
          "the state " + descriptor.getName() + " is registered without namespaces");
    }
    return (NamespacedState<N, S>) known;
  }

  private void requireSameKind(StateDescriptor<?, ?> descriptor, Object known) {
    StateTable table = tables.get(descriptor.getName());
    boolean namespaced = known instanceof Namespaced<?, ?>;
    StateDescriptor.Type kind =
        descriptor.getTtlConfig().isEnabled()
            ? TtlStates.storedKind(descriptor.getType())
            : descriptor.getType();
    if (namespaced || table.kind() != kind) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The name \""
              + descriptor.getName()
              + "\" stands for two different states of one function: give each a name of its own");
    }
  }

  private State newState(StateDescriptor<?, ?> descriptor) {
    descriptor.initializeSerializerUnlessSet(executionConfig);
    if (!descriptor.getTtlConfig().isEnabled()) {
      return stateOver(table(descriptor, null), descriptor);
    }
    return expiring(descriptor, storedState(descriptor, null));
  }

  @SuppressWarnings("unchecked")
  private <N, S extends State> Namespaced<N, S> newNamespacedState(
      StateDescriptor<S, ?> descriptor, TypeSerializer<N> namespaces) {
    descriptor.initializeSerializerUnlessSet(executionConfig);
    if (!descriptor.getTtlConfig().isEnabled()) {
      HeapState state = (HeapState) stateOver(table(descriptor, namespaces), descriptor);
      return new Namespaced<>(state, (S) state);
    }
    HeapState stored = storedState(descriptor, namespaces);
    return new Namespaced<>(stored, (S) expiring(descriptor, stored));
  }

  private State expiring(StateDescriptor<?, ?> descriptor, HeapState stored) {
    return TtlStates.wrap(descriptor, stored, stored.table.expiry().expiry());
  }

  /** What is kept for a state whose values expire. */
  private HeapState storedState(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces) {
    StateDescriptor<?, ?> stored = TtlStates.stored(descriptor);
    Expiry expiry = new Expiry(descriptor.getTtlConfig(), clock);
    StateTable table = table(stored, namespaces);
    var cleanup = descriptor.getTtlConfig().getCleanupStrategies().getIncrementalCleanupStrategy();
    table.expireBy(new ExpiryScan(expiry, cleanup == null ? 0 : cleanup.getCleanupSize()));
    return (HeapState) stateOver(table, stored);
  }

  @SuppressWarnings("unchecked")
  private StateTable table(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces) {
    String name = descriptor.getName();
    TypeSerializer<Object> values = (TypeSerializer<Object>) descriptor.getSerializer();
    TypeSerializer<Object> ownNamespaces =
        namespaces == null ? null : (TypeSerializer<Object>) namespaces.duplicate();
    StateTable table = tables.get(name);
    if (table == null) {
      table = new StateTable(this, descriptor.getType(), ownNamespaces, values);
      tables.put(name, table);
    } else {
      var adopted = restored.get(name).adopt(name, descriptor.getType(), ownNamespaces, values);
      table.useSerializers(adopted.namespaces(), adopted.values());
    }
    return table;
  }

  @SuppressWarnings("unchecked")
  private static HeapState stateOver(StateTable table, StateDescriptor<?, ?> descriptor) {
    return switch (descriptor.getType()) {
      case VALUE -> new HeapValueState<>(table, descriptor);
      case LIST -> new HeapListState<>(table, hasImmutableElements(descriptor));
      case MAP ->
          new HeapMapState<>(table, ((MapStateDescriptor<?, ?>) descriptor).getValueSerializer());
      case REDUCING ->
          new HeapReducingState<>(
              table, ((ReducingStateDescriptor<?>) descriptor).getReduceFunction());
      case AGGREGATING ->
          new HeapAggregatingState<>(
              table, ((AggregatingStateDescriptor<?, ?, ?>) descriptor).getAggregateFunction());
      case FOLDING ->
          new HeapFoldingState<>(table, (FoldingStateDescriptor<Object, Object>) descriptor);
      case UNKNOWN -> throw new IllegalArgumentException("not a kind of state: " + descriptor);
    };
  }

  private static boolean hasImmutableElements(StateDescriptor<?, ?> descriptor) {
    return ((ListStateDescriptor<?>) descriptor).getElementSerializer().isImmutableType();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <N> TimerQueue<K, N> getTimerQueue(String name, TypeSerializer<N> namespaceSerializer) {
    HeapTimerQueue<K, N> queue = (HeapTimerQueue<K, N>) timers.get(name);
    if (queue == null) {
      queue = new HeapTimerQueue<>(maxParallelism, keySerializer, namespaceSerializer.duplicate());
      timers.put(name, queue);
    } else {
      RestoredSerializers old = restored.remove(RestoredSerializers.timerName(name));
      if (old != null) {
        queue.useNamespaceSerializer(
            old.namespaceSerializerFor(name, namespaceSerializer.duplicate()));
      }
    }
    return queue;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends State> void forEachKey(
      StateDescriptor<S, ?> descriptor, BiConsumerWithException<K, S, Exception> action)
      throws Exception {
    S state = getState(descriptor);
    K before = key;
    try {
      for (Object each : new LinkedHashSet<>(tables.get(descriptor.getName()).keys())) {
        setCurrentKey((K) each);
        action.accept((K) each, state);
      }
    } finally {
      if (before != null) {
        setCurrentKey(before);
      }
    }
  }

  @Override
  public HeapKeyedSnapshot snapshot() {
    return new HeapKeyedSnapshot(
        keySerializer, keyGroups, maxParallelism, tables, timers, ledger.open());
  }

  @Override
  public KeyedRestore restore(DataInputView header, ClassLoader classLoader) throws IOException {
    if (!registered.isEmpty()) {
      throw new IllegalStateException("state is restored before any is asked for");
    }
    SnapshotHeader read = SnapshotHeader.read(header, classLoader);
    RestoredSerializers.requireReadableKeys(
        keySerializer, read.keySerializer(), read.maxParallelism(), maxParallelism);
    return restore(read);
  }

  /**
   * As {@link #restore(DataInputView, ClassLoader)}, for a store that leaves some of its states to
   * this one.
   *
   * @param header read and found to fit
   */
  public HeapRestore<K> restore(SnapshotHeader header) {
    return new HeapRestore<>(this, header);
  }

  /** The table to restore a state into. */
  StateTable tableToRestore(SnapshotHeader.StateEntry entry) {
    StateTable table = tables.get(entry.name());
    if (table == null) {
      RestoredSerializers old = RestoredSerializers.of(entry);
      table = new StateTable(this, entry.kind(), old.namespaceSerializer(), old.valueSerializer());
      tables.put(entry.name(), table);
      restored.put(entry.name(), old);
    }
    return table;
  }

  /** The queue to restore timers into. */
  @SuppressWarnings("unchecked")
  HeapTimerQueue<K, Object> queueToRestore(SnapshotHeader.TimerEntry entry) {
    HeapTimerQueue<K, Object> queue = (HeapTimerQueue<K, Object>) timers.get(entry.name());
    if (queue == null) {
      RestoredSerializers old = RestoredSerializers.of(entry);
      queue = new HeapTimerQueue<>(maxParallelism, keySerializer, old.namespaceSerializer());
      timers.put(entry.name(), queue);
      restored.put(RestoredSerializers.timerName(entry.name()), old);
    }
    return queue;
  }

  /** Number of values of a state, of all keys and namespaces; 0 if there is no such state. */
  public int size(String stateName) {
    StateTable table = tables.get(stateName);
    return table == null ? 0 : table.size();
  }

  @Override
  public void close() {
    tables.clear();
    timers.clear();
    registered.clear();
  }

  /** State that is turned to a namespace before each use. */
  private static final class Namespaced<N, S extends State> implements NamespacedState<N, S> {
    private final HeapState kept;
    private final S shown;

    /** The same if it is a list whose elements do not expire; else null. */
    private final HeapListState<?> list;

    /**
     * @param kept is turned to the namespace
     * @param shown the same, or what makes values of it expire
     */
    Namespaced(HeapState kept, S shown) {
      this.kept = kept;
      this.shown = shown;
      this.list =
          kept == shown && kept instanceof HeapListState<?> ? (HeapListState<?>) kept : null;
    }

    @Override
    public S of(N namespace) {
      kept.namespace = namespace;
      return shown;
    }

    @Override
    public boolean isEmpty(N namespace) {
      kept.namespace = namespace;
      return kept.table.peek(namespace) == null;
    }

    @Override
    public boolean isEmptinessFree() {
      return true;
    }

    @Override
    public boolean append(N namespace, Object value) throws Exception {
      return list != null
          ? list.append(namespace, value)
          : NamespacedState.super.append(namespace, value);
    }

    @Override
    public void merge(N target, Collection<N> sources) throws Exception {
      if (shown instanceof Mergeable mergeable) {
        mergeable.merge(target, sources, namespace -> kept.namespace = namespace);
      } else {
        kept.merge(target, sources);
      }
    }
  }
}
