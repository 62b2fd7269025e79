// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.checkpoint.KeyedStateHandle;
import io.flyshuttle.core.checkpoint.file.BlobReader;
import io.flyshuttle.core.checkpoint.file.OwnFormStore;
import io.flyshuttle.core.checkpoint.file.PendingKeyedState;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.function.lambda.BiConsumerWithException;
import io.flyshuttle.core.job.ExecutionConfig;
import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.state.AggregatingStateDescriptor;
import io.flyshuttle.core.state.FoldingStateDescriptor;
import io.flyshuttle.core.state.KeyGroupRange;
import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.KeyedRestore;
import io.flyshuttle.core.state.KeyedSnapshot;
import io.flyshuttle.core.state.KeyedStateBackend;
import io.flyshuttle.core.state.KeyedStateSettings;
import io.flyshuttle.core.state.NamespacedState;
import io.flyshuttle.core.state.ReducingStateDescriptor;
import io.flyshuttle.core.state.State;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.TimerQueue;
import io.flyshuttle.core.state.canonical.RestoredSerializers;
import io.flyshuttle.core.state.canonical.SnapshotHeader;
import io.flyshuttle.core.state.heap.HeapKeyedStateBackend;
import io.flyshuttle.core.state.ttl.Expiry;
import io.flyshuttle.core.state.ttl.Mergeable;
import io.flyshuttle.core.state.ttl.TtlStates;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keyed state as bytes in a {@link ByteStore}; timers, and what that store does not keep, as
 * objects on the heap. The key is turned to bytes once for each setting of it, when its state is
 * first used.
 *
 * @param <K> type of the keys
 */
public final class BinaryKeyedStateBackend<K> implements KeyedStateBackend<K>, OwnFormStore {
  private final KeyedStateSettings<K> settings;
  private final TypeSerializer<K> keySerializer;
  private final KeyGroupRange keyGroups;
  private final int maxParallelism;
  private final ExecutionConfig executionConfig;
  private final LongSupplier clock;
  private final ByteStore store;
  private final HeapKeyedStateBackend<K> heap;
  private final Map<String, EntryTable> tables = new LinkedHashMap<>();
  private final Map<String, Object> registered = new HashMap<>();
  private final Map<String, RestoredSerializers> restored = new HashMap<>();
  private final Set<String> onHeap = new HashSet<>();
  private final DataOutputSerializer keyOut = new DataOutputSerializer(64);

  private K key;
  private int keyHash;
  private int group = -1;
  private int keyLength = -1;
  private int hash;

  /**
   * @param store empty; closed with this
   */
  public BinaryKeyedStateBackend(KeyedStateSettings<K> settings, ByteStore store) {
    this.settings = settings;
    this.keySerializer = settings.keySerializer();
    this.keyGroups = settings.keyGroups();
    this.maxParallelism = settings.maxParallelism();
    this.executionConfig = settings.executionConfig();
    this.clock = settings.clock();
    this.store = store;
    this.heap =
        new HeapKeyedStateBackend<>(
            keySerializer.duplicate(), keyGroups, maxParallelism, executionConfig, clock);
  }

  ByteStore store() {
    return store;
  }

  TypeSerializer<K> keySerializerOfTask() {
    return keySerializer;
  }

  @SuppressWarnings("unchecked")
  TypeSerializer<Object> keysAsObjects() {
    return (TypeSerializer<Object>) keySerializer;
  }

  @Override
  public void setCurrentKey(K newKey) {
    int mixed = KeyGroups.mix(newKey.hashCode());
    int index = KeyGroups.groupOfMixed(mixed, maxParallelism) - keyGroups.start();
    if (index < 0 || index >= keyGroups.size()) {
      // the same complaint as everywhere
      heap.setCurrentKey(newKey);
    }
    key = newKey;
    keyHash = mixed;
    group = index;
    keyLength = -1;
    if (!onHeap.isEmpty()) {
      heap.setCurrentKey(newKey);
    }
  }

  /** Makes a key of a group current that may be any. */
  @SuppressWarnings("unchecked")
  void turnTo(int newGroup, Object newKey) {
    key = (K) newKey;
    keyHash = KeyGroups.mix(newKey.hashCode());
    group = newGroup;
    keyLength = -1;
  }

  @Override
  public K getCurrentKey() {
    return key;
  }

  @Override
  public int currentKeyGroup() {
    return group + keyGroups.start();
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

  /** The current key's group, counted from the first of the subtask. */
  int group() {
    return group;
  }

  /** The array with what {@link #keyWith} wrote. */
  byte[] keyBytes() {
    return keyOut.getSharedBuffer();
  }

  /** Hash code of what {@link #keyWith} wrote. */
  int hash() {
    return hash;
  }

  /** Writes the current key and a namespace; their length. */
  int keyWith(TypeSerializer<Object> namespaces, Object namespace) throws IOException {
    if (keyLength < 0) {
      writeKey();
    }
    if (namespaces == null) {
      hash = keyHash;
      return keyLength;
    }
    keyOut.setPosition(keyLength);
    namespaces.serialize(namespace, keyOut);
    hash = hashBehindKey();
    return keyOut.length();
  }

  /** Writes the current key, a namespace and a map's key; their length. */
  int keyWith(
      TypeSerializer<Object> namespaces,
      Object namespace,
      TypeSerializer<Object> mapKeys,
      Object mapKey)
      throws IOException {
    int length = keyWith(namespaces, namespace);
    keyOut.setPosition(length);
    mapKeys.serialize(mapKey, keyOut);
    hash = hashBehindKey();
    return keyOut.length();
  }

  private void writeKey() throws IOException {
    if (key == null) {
      throw new IllegalStateException("state was used before a key was set");
    }
    keyOut.clear();
    keySerializer.serialize(key, keyOut);
    keyLength = keyOut.length();
  }

  private int hashBehindKey() {
    byte[] bytes = keyOut.getSharedBuffer();
    int result = keyHash;
    for (int i = keyLength; i < keyOut.length(); i++) {
      result = result * 31 + bytes[i];
    }
    return KeyGroups.mix(result);
  }

  FlyshuttleException failed(String state, IOException failure) {
    return new FlyshuttleException(
        ErrorCode.DATA_CORRUPT,
        "The state \"" + state + "\" could not be read or written: " + failure.getMessage(),
        failure);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends State> S getState(StateDescriptor<S, ?> descriptor) {
    Object known = registered.get(descriptor.getName());
    if (known == null) {
      known = newState(descriptor, null);
      registered.put(descriptor.getName(), known);
    }
    if (onHeap.contains(descriptor.getName())) {
      return heap.getState(descriptor);
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
      known = newState(descriptor, namespaceSerializer);
      registered.put(descriptor.getName(), known);
    }
    if (onHeap.contains(descriptor.getName())) {
      return heap.getNamespacedState(descriptor, namespaceSerializer);
    }
    if (!(known instanceof Namespaced<?, ?>)) {
      throw new IllegalStateException(
          "the state " + descriptor.getName() + " is registered without namespaces");
    }
    return (NamespacedState<N, S>) known;
  }

  private void requireSameKind(StateDescriptor<?, ?> descriptor, Object known) {
    if (known instanceof Namespaced<?, ?>
        || tables.get(descriptor.getName()).kind() != storedKind(descriptor)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          "The name \""
              + descriptor.getName()
              + "\" stands for two different states of one function: give each a name of its own");
    }
  }

  private static StateDescriptor.Type storedKind(StateDescriptor<?, ?> descriptor) {
    return descriptor.getTtlConfig().isEnabled()
        ? TtlStates.storedKind(descriptor.getType())
        : descriptor.getType();
  }

  /** A marker for state that the heap keeps. */
  private static final State ON_HEAP = () -> {};

  private State newState(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces) {
    descriptor.initializeSerializerUnlessSet(executionConfig);
    boolean expires = descriptor.getTtlConfig().isEnabled();
    StateDescriptor<?, ?> stored = expires ? TtlStates.stored(descriptor) : descriptor;
    String name = descriptor.getName();
    if (onHeap.contains(name)
        || !tables.containsKey(name) && !store.keeps(stored.getType(), stored.getSerializer())) {
      onHeap.add(name);
      if (key != null) {
        heap.setCurrentKey(key);
      }
      return ON_HEAP;
    }
    EntryTable table = table(stored, namespaces);
    BinaryState kept = stateOver(table, stored);
    State shown = kept;
    if (expires) {
      Expiry expiry = new Expiry(descriptor.getTtlConfig(), clock);
      var cleanup = descriptor.getTtlConfig().getCleanupStrategies();
      table.expireBy(
          expiry,
          cleanup.inRocksdbCompactFilter() || cleanup.getIncrementalCleanupStrategy() != null);
      shown = TtlStates.wrap(descriptor, kept, expiry);
    }
    return namespaces == null ? shown : new Namespaced<>(kept, shown);
  }

  @SuppressWarnings("unchecked")
  private EntryTable table(StateDescriptor<?, ?> descriptor, TypeSerializer<?> namespaces) {
    String name = descriptor.getName();
    TypeSerializer<Object> values = (TypeSerializer<Object>) descriptor.getSerializer();
    TypeSerializer<Object> ownNamespaces =
        namespaces == null ? null : (TypeSerializer<Object>) namespaces.duplicate();
    EntryTable table = tables.get(name);
    if (table == null) {
      table = new EntryTable(this, name, descriptor.getType(), ownNamespaces, values);
      tables.put(name, table);
      return table;
    }
    var adopted = restored.get(name).adopt(name, descriptor.getType(), ownNamespaces, values);
    if (adopted.sameBytes()) {
      table.use(adopted.namespaces(), adopted.values());
      return table;
    }
    K before = key;
    try {
      table.rewrite(adopted.namespaces(), adopted.values());
    } catch (IOException e) {
      throw failed(name, e);
    }
    if (before != null) {
      setCurrentKey(before);
    }
    return table;
  }

  @SuppressWarnings("unchecked")
  private static BinaryState stateOver(EntryTable table, StateDescriptor<?, ?> descriptor) {
    return switch (descriptor.getType()) {
      case VALUE -> new BinaryValueState<>(table, descriptor);
      case LIST -> new BinaryListState<>(table);
      case MAP -> new BinaryMapState<>(table);
      case REDUCING ->
          new BinaryReducingState<>(
              table, ((ReducingStateDescriptor<?>) descriptor).getReduceFunction());
      case AGGREGATING ->
          new BinaryAggregatingState<>(
              table, ((AggregatingStateDescriptor<?, ?, ?>) descriptor).getAggregateFunction());
      case FOLDING ->
          new BinaryFoldingState<>(table, (FoldingStateDescriptor<Object, Object>) descriptor);
      case UNKNOWN -> throw new IllegalArgumentException("not a kind of state: " + descriptor);
    };
  }

  @Override
  public <N> TimerQueue<K, N> getTimerQueue(String name, TypeSerializer<N> namespaceSerializer) {
    return heap.getTimerQueue(name, namespaceSerializer);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <S extends State> void forEachKey(
      StateDescriptor<S, ?> descriptor, BiConsumerWithException<K, S, Exception> action)
      throws Exception {
    S state = getState(descriptor);
    if (onHeap.contains(descriptor.getName())) {
      heap.forEachKey(
          descriptor,
          (each, its) -> {
            setCurrentKey(each);
            action.accept(each, its);
          });
      return;
    }
    K before = key;
    Set<K> keys = new LinkedHashSet<>();
    for (int each = 0; each < keyGroups.size(); each++) {
      tables
          .get(descriptor.getName())
          .bytes()
          .forEach(each, (keyView, value) -> keys.add(keySerializer.deserialize(keyView)) || true);
    }
    try {
      for (K each : keys) {
        setCurrentKey(each);
        action.accept(each, state);
      }
    } finally {
      if (before != null) {
        setCurrentKey(before);
      }
    }
  }

  @Override
  public KeyedSnapshot snapshot() {
    return new BinaryKeyedSnapshot(
        keysAsObjects(),
        keyGroups,
        maxParallelism,
        tables.values(),
        store.freeze(),
        heap.snapshot());
  }

  @Override
  public KeyedRestore restore(DataInputView header, ClassLoader classLoader) throws IOException {
    SnapshotHeader read = readHeader(header, classLoader);
    return new BinaryRestore<>(this, read, heap);
  }

  private SnapshotHeader readHeader(DataInputView header, ClassLoader classLoader)
      throws IOException {
    if (!registered.isEmpty()) {
      throw new IllegalStateException("state is restored before any is asked for");
    }
    SnapshotHeader read = SnapshotHeader.read(header, classLoader);
    RestoredSerializers.requireReadableKeys(
        keySerializer, read.keySerializer(), read.maxParallelism(), maxParallelism);
    return read;
  }

  /** The table to restore a state into; null if the heap keeps such state. */
  EntryTable tableToRestore(SnapshotHeader.StateEntry entry) {
    EntryTable table = tables.get(entry.name());
    if (table == null) {
      RestoredSerializers old = RestoredSerializers.of(entry);
      TypeSerializer<Object> values = old.valueSerializer();
      if (!store.keeps(entry.kind(), values)) {
        onHeap.add(entry.name());
        return null;
      }
      table = new EntryTable(this, entry.name(), entry.kind(), old.namespaceSerializer(), values);
      tables.put(entry.name(), table);
      restored.put(entry.name(), old);
    }
    return table;
  }

  @Override
  public String form() {
    return store.form();
  }

  @Override
  public PendingKeyedState snapshot(long checkpointId, boolean incremental) {
    // the header and what is on the heap, as in the canonical form; the tables in the store's own
    BinaryKeyedSnapshot rest =
        new BinaryKeyedSnapshot(
            keysAsObjects(), keyGroups, maxParallelism, tables.values(), null, heap.snapshot());
    return new OwnFormSnapshot(rest, store.snapshot(checkpointId, incremental));
  }

  @Override
  public void restore(KeyedStateHandle handle, BlobReader reader, ClassLoader classLoader)
      throws IOException {
    SnapshotHeader header = reader.read(handle.header(), in -> readHeader(in, classLoader));
    BinaryRestore<K> rest = new BinaryRestore<>(this, header, heap);
    store.restore(
        handle, reader, rest.tablesByName(), (group, in) -> rest.readHeapParts(group, in));
  }

  @Override
  public void completed(long checkpointId) {
    store.completed(checkpointId);
  }

  @Override
  public void aborted(long checkpointId) {
    store.aborted(checkpointId);
  }

  /** The settings it was made with. */
  public KeyedStateSettings<K> settings() {
    return settings;
  }

  @Override
  public void close() {
    tables.clear();
    registered.clear();
    heap.close();
    store.close();
  }

  /** State that is turned to a namespace before each use. */
  private static final class Namespaced<N, S extends State>
      implements NamespacedState<N, S>, State {
    private final BinaryState kept;
    private final S shown;

    /**
     * @param kept is turned to the namespace
     * @param shown the same, or what makes values of it expire
     */
    Namespaced(BinaryState kept, S shown) {
      this.kept = kept;
      this.shown = shown;
    }

    @Override
    public S of(N namespace) {
      kept.namespace = namespace;
      return shown;
    }

    @Override
    public boolean isEmpty(N namespace) {
      kept.namespace = namespace;
      return kept.table.isEmpty(namespace);
    }

    @Override
    public boolean isEmptinessFree() {
      return false;
    }

    @Override
    public void merge(N target, Collection<N> sources) throws Exception {
      if (shown instanceof Mergeable mergeable) {
        mergeable.merge(target, sources, namespace -> kept.namespace = namespace);
      } else {
        kept.merge(target, sources);
      }
    }

    @Override
    public void clear() {
      kept.clear();
    }
  }
}
