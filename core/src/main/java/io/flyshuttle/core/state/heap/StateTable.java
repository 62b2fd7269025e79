// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.state.KeyGroups;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.List;

/**
 * All values of one state, by key and namespace. Used by the task's thread.
 *
 * <p>Keys, namespaces and values of fixed size are kept as words, see {@link WordTable}; everything
 * else as objects. In the form of objects, a value that an open snapshot still has to write is
 * copied before it is handed out, because whoever gets it may change it; values of immutable types
 * never are.
 */
final class StateTable {
  private final HeapKeyedStateBackend<?> backend;
  private final StateDescriptor.Type kind;
  private final GroupMap[] groups;
  private TypeSerializer<Object> namespaceSerializer;
  private TypeSerializer<Object> valueSerializer;
  private boolean copies;

  /** The values, if they are kept as words; null if {@link #groups} has them. */
  private WordTable words;

  private ExpiryScan expiry;

  /**
   * @param namespaceSerializer null if the state has no namespaces
   */
  StateTable(
      HeapKeyedStateBackend<?> backend,
      StateDescriptor.Type kind,
      TypeSerializer<Object> namespaceSerializer,
      TypeSerializer<Object> valueSerializer) {
    this.backend = backend;
    this.kind = kind;
    this.groups = new GroupMap[backend.keyGroups().size()];
    useSerializers(namespaceSerializer, valueSerializer);
    WordForm form = WordForm.of(backend.keySerializer(), namespaceSerializer, valueSerializer);
    this.words = form == null ? null : new WordTable(backend, form);
  }

  /** Changes to serializers that can read and write what is here. */
  void useSerializers(
      TypeSerializer<Object> newNamespaceSerializer, TypeSerializer<Object> newValueSerializer) {
    this.namespaceSerializer = newNamespaceSerializer;
    this.valueSerializer = newValueSerializer;
    this.copies = !newValueSerializer.isImmutableType();
    if (words != null
        && !words
            .form()
            .isSame(
                WordForm.of(backend.keySerializer(), newNamespaceSerializer, newValueSerializer))) {
      keepObjects();
    }
  }

  /** Moves all values from the form of words to that of objects. */
  private void keepObjects() {
    FrozenGroup[] moved = words.freeze();
    words = null;
    for (int index = 0; index < moved.length; index++) {
      FrozenGroup from = moved[index];
      if (from != null) {
        expectObjects(index, from.size());
      }
      for (int slot = 0; from != null && slot < from.capacity(); slot++) {
        if (from.isUsed(slot)) {
          Object key = from.key(slot);
          loadObject(
              index, key, from.namespace(slot), from.value(slot), KeyGroups.mix(key.hashCode()));
        }
      }
    }
  }

  StateDescriptor.Type kind() {
    return kind;
  }

  TypeSerializer<Object> namespaceSerializer() {
    return namespaceSerializer;
  }

  TypeSerializer<Object> valueSerializer() {
    return valueSerializer;
  }

  boolean namespaced() {
    return namespaceSerializer != null;
  }

  /** Removes some expired values at each access from now on. */
  void expireBy(ExpiryScan scan) {
    this.expiry = scan;
  }

  ExpiryScan expiry() {
    return expiry;
  }

  /** The value of the current key, null if there is none. It may be changed and set again. */
  Object get(Object namespace) {
    if (expiry != null) {
      expiry.step(this);
    }
    if (words != null) {
      return words.get(namespace);
    }
    GroupMap map = groups[backend.groupIndex];
    if (map == null) {
      return null;
    }
    int slot = find(map, namespace);
    if (slot == GroupMap.ABSENT) {
      return null;
    }
    Object value = map.value(slot);
    if (copies && isFrozen(map, slot)) {
      value = valueSerializer.copy(value);
      map.setValue(slot, value, backend.version());
    }
    return value;
  }

  /** As {@link #get}, but the value must not be changed. */
  Object peek(Object namespace) {
    if (words != null) {
      return words.get(namespace);
    }
    GroupMap map = groups[backend.groupIndex];
    int slot = map == null ? GroupMap.ABSENT : find(map, namespace);
    return slot == GroupMap.ABSENT ? null : map.value(slot);
  }

  /** Whether what {@link #peek} gives belongs to an open snapshot. */
  boolean isFrozen(Object namespace) {
    if (words != null) {
      return false;
    }
    GroupMap map = groups[backend.groupIndex];
    int slot = map == null ? GroupMap.ABSENT : find(map, namespace);
    return slot != GroupMap.ABSENT && copies && isFrozen(map, slot);
  }

  private boolean isFrozen(GroupMap map, int slot) {
    int frozenVersion = backend.frozenVersion();
    return frozenVersion >= 0 && map.version(slot) <= frozenVersion;
  }

  /** Sets the value of the current key. */
  void put(Object namespace, Object value) {
    if (expiry != null) {
      expiry.step(this);
    }
    if (words != null) {
      if (words.put(namespace, value)) {
        return;
      }
      keepObjects();
    }
    GroupMap map = mapToFill();
    int slot = find(map, namespace);
    if (slot == GroupMap.ABSENT) {
      insert(map, namespace, value);
    } else {
      map.setValue(slot, value, backend.version());
    }
  }

  private void insert(GroupMap map, Object namespace, Object value) {
    Object ownKey = backend.keyToKeep();
    Object ownNamespace =
        namespace == null || namespaceSerializer.isImmutableType()
            ? namespace
            : namespaceSerializer.copy(namespace);
    map.insert(ownKey, ownNamespace, hash(backend.keyHash, namespace), value, backend.version());
  }

  /** The map of the current key's group. */
  private GroupMap mapToFill() {
    GroupMap map = groups[backend.groupIndex];
    if (map == null) {
      map = newMap();
      groups[backend.groupIndex] = map;
    }
    return map;
  }

  /**
   * Adds to the list that the current key has in a namespace, or makes one; whether it made one.
   * Only for lists, which do not expire and are not kept as words.
   */
  @SuppressWarnings("unchecked")
  boolean appendToList(Object namespace, Object element) {
    GroupMap map = groups[backend.groupIndex];
    int hash = hash(backend.keyHash, namespace);
    int slot = map == null ? GroupMap.ABSENT : map.search(backend.key, namespace, hash);
    if (slot == GroupMap.ABSENT) {
      List<Object> list = new ArrayList<>(2);
      list.add(element);
      insert(mapToFill(), namespace, list);
      return true;
    }
    List<Object> list = (List<Object>) map.value(slot);
    if (copies && isFrozen(map, slot)) {
      list = (List<Object>) valueSerializer.copy(list);
      map.setValue(slot, list, backend.version());
    }
    list.add(element);
    return false;
  }

  /** Removes the value of the current key. */
  void remove(Object namespace) {
    if (words != null) {
      words.remove(namespace);
      return;
    }
    GroupMap map = groups[backend.groupIndex];
    int slot = map == null ? GroupMap.ABSENT : find(map, namespace);
    if (slot != GroupMap.ABSENT) {
      map.remove(slot);
    }
  }

  /** Makes room for so many entries of a group, which {@link #load} will bring. */
  void expect(int keyGroup, int entries) {
    if (entries > 0) {
      int index = keyGroup - backend.keyGroups().start();
      if (words != null) {
        words.expect(index, entries);
      } else {
        expectObjects(index, entries);
      }
    }
  }

  private void expectObjects(int index, int entries) {
    if (groups[index] == null) {
      groups[index] = newMap();
    }
    groups[index].expect(entries);
  }

  /** Adds what was restored. */
  void load(int keyGroup, Object key, Object namespace, Object value, int mixedKeyHash) {
    int index = keyGroup - backend.keyGroups().start();
    if (words != null) {
      if (words.load(index, key, namespace, value, mixedKeyHash)) {
        return;
      }
      keepObjects();
    }
    loadObject(index, key, namespace, value, mixedKeyHash);
  }

  private void loadObject(int index, Object key, Object namespace, Object value, int mixedKeyHash) {
    GroupMap map = groups[index];
    if (map == null) {
      map = newMap();
      groups[index] = map;
    }
    map.insert(key, namespace, hash(mixedKeyHash, namespace), value, backend.version());
  }

  /**
   * The map of a group by its place in this subtask's range, null if it is empty or the values are
   * kept as words.
   */
  GroupMap group(int index) {
    return groups[index];
  }

  int groupCount() {
    return groups.length;
  }

  /** All keys of all namespaces, each as often as it has values. */
  List<Object> keys() {
    List<Object> keys = new ArrayList<>();
    if (words != null) {
      words.addKeys(keys);
      return keys;
    }
    for (GroupMap map : groups) {
      for (int slot = 0; map != null && slot < map.capacity(); slot++) {
        if (map.isUsed(slot)) {
          keys.add(map.key(slot));
        }
      }
    }
    return keys;
  }

  /** Number of values. */
  int size() {
    if (words != null) {
      return words.size();
    }
    int size = 0;
    for (GroupMap map : groups) {
      size += map == null ? 0 : map.size();
    }
    return size;
  }

  /** The entries of each group, as they are now. */
  FrozenGroup[] freeze() {
    if (words != null) {
      return words.freeze();
    }
    FrozenGroup[] frozen = new FrozenGroup[groups.length];
    for (int i = 0; i < groups.length; i++) {
      frozen[i] = groups[i] == null || groups[i].size() == 0 ? null : groups[i].freeze();
    }
    return frozen;
  }

  private int find(GroupMap map, Object namespace) {
    return namespaceSerializer == null
        ? map.find(backend.key, backend.keyHash, backend.keyStamp)
        : map.find(backend.key, namespace, hash(backend.keyHash, namespace), backend.keyStamp);
  }

  private GroupMap newMap() {
    return new GroupMap(namespaceSerializer != null, copies);
  }

  private static int hash(int mixedKeyHash, Object namespace) {
    return namespace == null ? mixedKeyHash : mixedKeyHash * 31 + namespace.hashCode() * 0x85ebca6b;
  }
}
