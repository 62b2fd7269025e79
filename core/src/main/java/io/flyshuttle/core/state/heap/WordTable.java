// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import java.util.List;

/**
 * All values of one state in the form of words. Used by the task's thread.
 *
 * <p>A value that has no such form, because a field of it is null, ends the use of this form: the
 * caller then moves all entries to the form of objects.
 */
final class WordTable {
  private static final long NEVER = -1;

  private final HeapKeyedStateBackend<?> backend;
  private final WordForm form;
  private final WordMap[] groups;
  private final long[] identity;
  private final long[] value;
  private final int namespaceAt;
  private long identityStamp = NEVER;
  private Object identityNamespace;
  private long place;
  private boolean slotKnown;
  private int slot;

  WordTable(HeapKeyedStateBackend<?> backend, WordForm form) {
    this.backend = backend;
    this.form = form;
    this.groups = new WordMap[backend.keyGroups().size()];
    this.identity = new long[form.identityWords()];
    this.value = new long[form.values().words()];
    this.namespaceAt = form.keys().words();
  }

  WordForm form() {
    return form;
  }

  /** The value of the current key, null if there is none. */
  Object get(Object namespace) {
    WordMap map = groups[backend.groupIndex];
    if (map == null || !identify(namespace)) {
      return null;
    }
    int found = find(map);
    return found == GroupMap.ABSENT ? null : map.value(found);
  }

  /**
   * Sets the value of the current key.
   *
   * @return false, and nothing changes, if key or value have no form of words
   */
  boolean put(Object namespace, Object newValue) {
    if (!form.values().write(newValue, value, 0) || !identify(namespace)) {
      return false;
    }
    WordMap map = groups[backend.groupIndex];
    if (map == null) {
      map = new WordMap(form);
      groups[backend.groupIndex] = map;
    }
    int found = find(map);
    if (found == GroupMap.ABSENT) {
      slot = map.insert(identity, place, value);
      slotKnown = true;
    } else {
      map.setValue(found, value);
    }
    return true;
  }

  /** Removes the value of the current key. */
  void remove(Object namespace) {
    WordMap map = groups[backend.groupIndex];
    if (map != null && identify(namespace)) {
      int found = find(map);
      if (found != GroupMap.ABSENT) {
        map.remove(found);
        slotKnown = false;
      }
    }
  }

  /** Makes room in a group for what will be restored. */
  void expect(int index, int entries) {
    if (groups[index] == null) {
      groups[index] = new WordMap(form);
    }
    slotKnown = false;
    groups[index].expect(entries);
  }

  /**
   * Adds what was restored.
   *
   * @param keyHash the key's mixed hash code
   * @return false if it has no form of words
   */
  boolean load(int index, Object key, Object namespace, Object loaded, int keyHash) {
    identityStamp = NEVER;
    slotKnown = false;
    if (!form.keys().write(key, identity, 0)
        || !form.values().write(loaded, value, 0)
        || (namespace != null && !form.namespaces().write(namespace, identity, namespaceAt))) {
      return false;
    }
    if (groups[index] == null) {
      groups[index] = new WordMap(form);
    }
    groups[index].insert(identity, WordMap.place(keyHash, identity, namespaceAt), value);
    return true;
  }

  /** Makes the words of the current key and the namespace, unless they are the last ones. */
  private boolean identify(Object namespace) {
    if (identityStamp != backend.keyStamp) {
      slotKnown = false;
      identityStamp = NEVER;
      if (!form.keys().write(backend.key, identity, 0)) {
        return false;
      }
    } else if (namespace == identityNamespace) {
      return true;
    }
    slotKnown = false;
    if (namespace != null && !form.namespaces().write(namespace, identity, namespaceAt)) {
      return false;
    }
    place = WordMap.place(backend.keyHash, identity, namespaceAt);
    identityNamespace = namespace;
    identityStamp = backend.keyStamp;
    return true;
  }

  private int find(WordMap map) {
    if (slotKnown) {
      return slot;
    }
    int found = map.find(identity, place);
    if (found != GroupMap.ABSENT) {
      slot = found;
      slotKnown = true;
    }
    return found;
  }

  void addKeys(List<Object> keys) {
    for (WordMap map : groups) {
      for (int at = 0; map != null && at < map.capacity(); at++) {
        if (map.isUsed(at)) {
          keys.add(map.key(at));
        }
      }
    }
  }

  int size() {
    int size = 0;
    for (WordMap map : groups) {
      size += map == null ? 0 : map.size();
    }
    return size;
  }

  /** The entries of each group as they are now, null where there are none. */
  FrozenGroup[] freeze() {
    FrozenGroup[] frozen = new FrozenGroup[groups.length];
    for (int i = 0; i < groups.length; i++) {
      frozen[i] = groups[i] == null || groups[i].size() == 0 ? null : groups[i].freeze();
    }
    return frozen;
  }
}
