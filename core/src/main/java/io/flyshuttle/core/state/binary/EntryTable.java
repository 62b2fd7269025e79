// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import io.flyshuttle.core.serialize.collection.ListSerializer;
import io.flyshuttle.core.serialize.collection.MapSerializer;
import io.flyshuttle.core.state.StateDescriptor;
import io.flyshuttle.core.state.ttl.Expiry;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All values of one state, by key and namespace, as bytes in a table. Used by the task's thread.
 *
 * <p>Lists are their elements one after the other. Maps are an entry for each of their keys: the
 * state's key, the namespace, the map's key; the value stands behind a byte that is 1 if it is
 * null.
 */
final class EntryTable {
  /** So many accesses apart, and so many entries each time: one for each access on average. */
  private static final int SWEEP_INTERVAL = 1000;

  private final BinaryKeyedStateBackend<?> backend;
  private final String name;
  private final StateDescriptor.Type kind;
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final DataOutputSerializer out = new DataOutputSerializer(128);
  private ByteTable bytes;
  private TypeSerializer<Object> namespaceSerializer;
  private TypeSerializer<Object> valueSerializer;
  private Expiry expiry;
  private boolean sweeps;
  private int accessesToSweep = SWEEP_INTERVAL;
  private int sweptGroup;
  private byte[] sweptKey;

  EntryTable(
      BinaryKeyedStateBackend<?> backend,
      String name,
      StateDescriptor.Type kind,
      TypeSerializer<Object> namespaceSerializer,
      TypeSerializer<Object> valueSerializer) {
    this.backend = backend;
    this.name = name;
    this.kind = kind;
    this.namespaceSerializer = namespaceSerializer;
    this.valueSerializer = valueSerializer;
    this.bytes = newBytes();
  }

  private ByteTable newBytes() {
    int keyBytes = backend.keySerializerOfTask().getLength();
    int namespaceBytes = namespaceSerializer == null ? 0 : namespaceSerializer.getLength();
    boolean fixedKeys = keyBytes >= 0 && namespaceBytes >= 0 && !isMap();
    return backend
        .store()
        .newTable(
            name,
            fixedKeys ? keyBytes + namespaceBytes : -1,
            isList() || isMap() ? -1 : valueSerializer.getLength());
  }

  String name() {
    return name;
  }

  /**
   * Leaves expired values out of snapshots in the canonical form from now on.
   *
   * @param removes whether they are looked for and removed besides, some at a time
   */
  void expireBy(Expiry newExpiry, boolean removes) {
    this.expiry = newExpiry;
    this.sweeps = removes;
  }

  private void countAccess() throws IOException {
    if (sweeps && --accessesToSweep <= 0) {
      accessesToSweep = SWEEP_INTERVAL;
      sweep();
    }
  }

  /** Looks at the next entries, walking round the groups again and again. */
  private void sweep() throws IOException {
    Expiry now = expiry.asOfNow();
    int each = sweptGroup;
    sweptKey =
        bytes.visitSome(
            each,
            sweptKey,
            SWEEP_INTERVAL,
            (key, value) -> {
              Object kept =
                  isMap()
                      ? readNullable(map(valueSerializer).getValueSerializer(), value)
                      : read(valueSerializer, value);
              if (now.isExpired(kept)) {
                byte[] whole = new byte[key.available()];
                key.readFully(whole);
                bytes.remove(each, 0, whole, whole.length);
              }
              return true;
            });
    if (sweptKey == null) {
      sweptGroup = (sweptGroup + 1) % backend.keyGroups().size();
    }
  }

  /** Null if values do not expire. */
  Expiry expiry() {
    return expiry;
  }

  StateDescriptor.Type kind() {
    return kind;
  }

  boolean isList() {
    return kind == StateDescriptor.Type.LIST;
  }

  boolean isMap() {
    return kind == StateDescriptor.Type.MAP;
  }

  ByteTable bytes() {
    return bytes;
  }

  /** Null if the state has no namespaces. */
  TypeSerializer<Object> namespaceSerializer() {
    return namespaceSerializer;
  }

  TypeSerializer<Object> valueSerializer() {
    return valueSerializer;
  }

  @SuppressWarnings("unchecked")
  static TypeSerializer<Object> elements(TypeSerializer<?> list) {
    return ((ListSerializer<Object>) list).getElementSerializer();
  }

  @SuppressWarnings("unchecked")
  static MapSerializer<Object, Object> map(TypeSerializer<?> map) {
    return (MapSerializer<Object, Object>) map;
  }

  /** Goes on with serializers that write other bytes: everything is read and written again. */
  void rewrite(TypeSerializer<Object> newNamespaces, TypeSerializer<Object> newValues)
      throws IOException {
    ByteTable old = bytes;
    TypeSerializer<Object> oldNamespaces = namespaceSerializer;
    TypeSerializer<Object> oldValues = valueSerializer;
    namespaceSerializer = newNamespaces;
    valueSerializer = newValues;
    bytes = newBytes();
    TypeSerializer<Object> keys = backend.keysAsObjects();
    for (int group = 0; group < backend.keyGroups().size(); group++) {
      int each = group;
      old.forEach(
          group,
          (key, value) -> {
            Object stateKey = keys.deserialize(key);
            Object namespace = oldNamespaces == null ? null : oldNamespaces.deserialize(key);
            if (isMap()) {
              Map<Object, Object> one = new HashMap<>();
              Object mapKey = map(oldValues).getKeySerializer().deserialize(key);
              one.put(mapKey, readNullable(map(oldValues).getValueSerializer(), value));
              load(each, stateKey, namespace, one);
            } else {
              load(each, stateKey, namespace, read(oldValues, value));
            }
            return true;
          });
    }
    backend.store().drop(old);
  }

  /** Goes on with serializers that write the same bytes. */
  void use(TypeSerializer<Object> newNamespaces, TypeSerializer<Object> newValues) {
    namespaceSerializer = newNamespaces;
    valueSerializer = newValues;
  }

  /** Reads a whole value, which for a list is all of its elements. */
  Object read(TypeSerializer<Object> values, DataInputDeserializer value) throws IOException {
    if (!isList()) {
      return values.deserialize(value);
    }
    List<Object> list = new ArrayList<>();
    TypeSerializer<Object> elements = elements(values);
    while (value.available() > 0) {
      list.add(elements.deserialize(value));
    }
    return list;
  }

  static Object readNullable(TypeSerializer<Object> values, DataInputDeserializer value)
      throws IOException {
    return value.readBoolean() ? null : values.deserialize(value);
  }

  /** Makes room for so many entries of a group, which {@link #load} will bring. */
  void expect(int group, int entries) {
    bytes.expect(group, entries);
  }

  /** Adds what was restored. */
  void load(int group, Object key, Object namespace, Object value) throws IOException {
    backend.turnTo(group, key);
    if (isMap()) {
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        putInMap(namespace, entry.getKey(), entry.getValue());
      }
    } else {
      put(namespace, value);
    }
  }

  /** The value of the current key, made anew; null if there is none. */
  Object get(Object namespace) {
    try {
      countAccess();
      int length = backend.keyWith(namespaceSerializer, namespace);
      return bytes.get(backend.group(), backend.hash(), backend.keyBytes(), length, in)
          ? read(valueSerializer, in)
          : null;
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  /** Whether the current key has no value. */
  boolean isEmpty(Object namespace) {
    if (isMap()) {
      boolean[] found = {false};
      forEachInMap(
          namespace,
          (key, value) -> {
            found[0] = true;
            return false;
          });
      return !found[0];
    }
    try {
      int length = backend.keyWith(namespaceSerializer, namespace);
      return !bytes.get(backend.group(), backend.hash(), backend.keyBytes(), length, in);
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  /** Sets the value of the current key. */
  void put(Object namespace, Object value) {
    try {
      countAccess();
      out.clear();
      if (isList()) {
        TypeSerializer<Object> elements = elements(valueSerializer);
        for (Object element : (List<?>) value) {
          elements.serialize(element, out);
        }
      } else {
        valueSerializer.serialize(value, out);
      }
      int length = backend.keyWith(namespaceSerializer, namespace);
      bytes.put(
          backend.group(),
          backend.hash(),
          backend.keyBytes(),
          length,
          out.getSharedBuffer(),
          out.length());
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  /** Adds elements to the list of the current key. */
  void append(Object namespace, Iterable<?> elements) {
    try {
      countAccess();
      out.clear();
      TypeSerializer<Object> serializer = elements(valueSerializer);
      for (Object element : elements) {
        serializer.serialize(element, out);
      }
      int length = backend.keyWith(namespaceSerializer, namespace);
      bytes.append(
          backend.group(),
          backend.hash(),
          backend.keyBytes(),
          length,
          out.getSharedBuffer(),
          out.length());
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  /** Removes the value of the current key. */
  void remove(Object namespace) {
    if (isMap()) {
      forEachInMap(
          namespace,
          (key, value) -> {
            removeFromMap(namespace, key);
            return true;
          });
      return;
    }
    try {
      int length = backend.keyWith(namespaceSerializer, namespace);
      bytes.remove(backend.group(), backend.hash(), backend.keyBytes(), length);
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  /** The value of one key of the current key's map; with null for "there is none". */
  Object getFromMap(Object namespace, Object mapKey, Object absent) {
    try {
      countAccess();
      int length = mapKey(namespace, mapKey);
      return bytes.get(backend.group(), backend.hash(), backend.keyBytes(), length, in)
          ? readNullable(map(valueSerializer).getValueSerializer(), in)
          : absent;
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  void putInMap(Object namespace, Object mapKey, Object value) {
    try {
      countAccess();
      out.clear();
      out.writeBoolean(value == null);
      if (value != null) {
        map(valueSerializer).getValueSerializer().serialize(value, out);
      }
      int length = mapKey(namespace, mapKey);
      bytes.put(
          backend.group(),
          backend.hash(),
          backend.keyBytes(),
          length,
          out.getSharedBuffer(),
          out.length());
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  void removeFromMap(Object namespace, Object mapKey) {
    try {
      int length = mapKey(namespace, mapKey);
      bytes.remove(backend.group(), backend.hash(), backend.keyBytes(), length);
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }

  private int mapKey(Object namespace, Object mapKey) throws IOException {
    return backend.keyWith(
        namespaceSerializer, namespace, map(valueSerializer).getKeySerializer(), mapKey);
  }

  /** Sees one pair of a map; says whether to go on. */
  @FunctionalInterface
  interface PairVisitor {
    boolean visit(Object key, Object value);
  }

  /** Visits the pairs of the current key's map. */
  void forEachInMap(Object namespace, PairVisitor visitor) {
    try {
      int length = backend.keyWith(namespaceSerializer, namespace);
      byte[] prefix = Arrays.copyOf(backend.keyBytes(), length);
      MapSerializer<Object, Object> serializer = map(valueSerializer);
      bytes.forEachPrefix(
          backend.group(),
          prefix,
          length,
          (key, value) -> {
            key.skipBytesToRead(length);
            Object mapKey = serializer.getKeySerializer().deserialize(key);
            return visitor.visit(mapKey, readNullable(serializer.getValueSerializer(), value));
          });
    } catch (IOException e) {
      throw backend.failed(name, e);
    }
  }
}
