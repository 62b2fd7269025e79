// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.binary;

import io.flyshuttle.core.state.MapState;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A map per key, with an entry in the store for each pair. */
final class BinaryMapState<UK, UV> extends BinaryState implements MapState<UK, UV> {
  private static final Object ABSENT = new Object();

  BinaryMapState(EntryTable table) {
    super(table);
  }

  @Override
  @SuppressWarnings("unchecked")
  public UV get(UK key) {
    return (UV) table.getFromMap(namespace, key, null);
  }

  @Override
  public void put(UK key, UV value) {
    table.putInMap(namespace, key, value);
  }

  @Override
  public void putAll(Map<UK, UV> map) {
    map.forEach(this::put);
  }

  @Override
  public void remove(UK key) {
    table.removeFromMap(namespace, key);
  }

  @Override
  public boolean contains(UK key) {
    return table.getFromMap(namespace, key, ABSENT) != ABSENT;
  }

  @Override
  public boolean isEmpty() {
    boolean[] found = new boolean[1];
    table.forEachInMap(
        namespace,
        (key, value) -> {
          found[0] = true;
          return false;
        });
    return !found[0];
  }

  @SuppressWarnings("unchecked")
  private List<Map.Entry<UK, UV>> pairs() {
    List<Map.Entry<UK, UV>> pairs = new ArrayList<>();
    Object of = namespace;
    table.forEachInMap(
        of,
        (key, value) -> {
          pairs.add(new Pair(of, (UK) key, (UV) value));
          return true;
        });
    return pairs;
  }

  @Override
  public Iterable<Map.Entry<UK, UV>> entries() {
    return this::iterator;
  }

  @Override
  public Iterable<UK> keys() {
    return () -> new Parts<>(pairs().iterator(), true);
  }

  @Override
  public Iterable<UV> values() {
    return () -> new Parts<>(pairs().iterator(), false);
  }

  @Override
  public Iterator<Map.Entry<UK, UV>> iterator() {
    return new Removing(pairs().iterator(), namespace);
  }

  /** A pair whose value can be set. */
  private final class Pair extends AbstractMap.SimpleEntry<UK, UV> {
    private static final long serialVersionUID = 1L;

    private final transient Object of;

    Pair(Object of, UK key, UV value) {
      super(key, value);
      this.of = of;
    }

    @Override
    public UV setValue(UV value) {
      table.putInMap(of, getKey(), value);
      return super.setValue(value);
    }
  }

  /** Pairs that can be removed. */
  private final class Removing implements Iterator<Map.Entry<UK, UV>> {
    private final Iterator<Map.Entry<UK, UV>> pairs;
    private final Object of;
    private UK last;

    Removing(Iterator<Map.Entry<UK, UV>> pairs, Object of) {
      this.pairs = pairs;
      this.of = of;
    }

    @Override
    public boolean hasNext() {
      return pairs.hasNext();
    }

    @Override
    public Map.Entry<UK, UV> next() {
      Map.Entry<UK, UV> next = pairs.next();
      last = next.getKey();
      return next;
    }

    @Override
    public void remove() {
      table.removeFromMap(of, last);
    }
  }

  /** Keys or values of pairs, which can be removed. */
  private final class Parts<T> implements Iterator<T> {
    private final Removing pairs;
    private final boolean keys;

    Parts(Iterator<Map.Entry<UK, UV>> pairs, boolean keys) {
      this.pairs = new Removing(pairs, namespace);
      this.keys = keys;
    }

    @Override
    public boolean hasNext() {
      return pairs.hasNext();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T next() {
      Map.Entry<UK, UV> next = pairs.next();
      return (T) (keys ? next.getKey() : next.getValue());
    }

    @Override
    public void remove() {
      pairs.remove();
    }
  }
}
